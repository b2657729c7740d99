package io.github.marginloss.bench;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The baseline: the same step as the formulas say it, with EJML's own products and all m×n logits in memory, on one
 * thread. Outputs and logits are reused.
 */
final class Materialised implements Contender {

    private final Problem problem;
    private final DMatrixRMaj unitFeatures;
    private final DMatrixRMaj unitWeights;
    private final double[] featureNorms;
    private final double[] weightNorms;
    private final DMatrixRMaj logits;
    private final DMatrixRMaj featureGradient;
    private final DMatrixRMaj weightGradient;

    Materialised(Problem problem) {
        this.problem = problem;
        unitFeatures = problem.features().copy();
        unitWeights = problem.weights().copy();
        featureNorms = new double[problem.samples()];
        weightNorms = new double[problem.classes()];
        logits = new DMatrixRMaj(problem.samples(), problem.classes());
        featureGradient = problem.features().copy();
        weightGradient = problem.weights().copy();
    }

    @Override
    public double step() {
        normalise(problem.features(), unitFeatures, featureNorms);
        normalise(problem.weights(), unitWeights, weightNorms);
        CommonOps_DDRM.multTransB(unitFeatures, unitWeights, logits);
        double loss = 0;
        for (int i = 0; i < problem.samples(); i++) {
            loss += toGradient(i);
        }
        CommonOps_DDRM.mult(logits, unitWeights, featureGradient);
        CommonOps_DDRM.multTransA(logits, unitFeatures, weightGradient);
        project(featureGradient, unitFeatures, featureNorms);
        project(weightGradient, unitWeights, weightNorms);
        return loss / problem.samples();
    }

    private static void normalise(DMatrixRMaj source, DMatrixRMaj unit, double[] norms) {
        unit.setTo(source);
        DMatrixRMaj row = new DMatrixRMaj(1, source.numCols);
        for (int i = 0; i < source.numRows; i++) {
            System.arraycopy(source.data, i * source.numCols, row.data, 0, source.numCols);
            norms[i] = NormOps_DDRM.normF(row);
            for (int k = i * source.numCols; k < (i + 1) * source.numCols; k++) {
                unit.data[k] /= norms[i];
            }
        }
    }

    /** Turns a row of cosines into the gradient by them; returns the loss. */
    private double toGradient(int i) {
        int n = problem.classes();
        int start = i * n;
        int target = start + problem.labels()[i];
        double s = Problem.LOSS.s();
        double m = Problem.LOSS.m();
        double[] z = logits.data;
        double cos = z[target];
        double sin = Math.sqrt(1 - cos * cos);
        z[target] = cos * Math.cos(m) - sin * Math.sin(m);
        double slope = Math.cos(m) + cos / sin * Math.sin(m);
        double max = Double.NEGATIVE_INFINITY;
        for (int k = start; k < start + n; k++) {
            max = Math.max(max, z[k]);
        }
        double own = s * (z[target] - max);
        double sum = 0;
        for (int k = start; k < start + n; k++) {
            z[k] = Math.exp(s * (z[k] - max));
            sum += z[k];
        }
        double factor = s / sum / problem.samples();
        for (int k = start; k < start + n; k++) {
            z[k] *= factor;
        }
        z[target] = (z[target] - s / problem.samples()) * slope;
        return Math.log(sum) - own;
    }

    private static void project(DMatrixRMaj gradient, DMatrixRMaj unit, double[] norms) {
        int d = unit.numCols;
        for (int i = 0; i < unit.numRows; i++) {
            double along = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                along += gradient.data[k] * unit.data[k];
            }
            for (int k = i * d; k < (i + 1) * d; k++) {
                gradient.data[k] = (gradient.data[k] - along * unit.data[k]) / norms[i];
            }
        }
    }

    @Override
    public String name() {
        return "EJML, 1";
    }
}
