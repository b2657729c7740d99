package io.github.marginloss.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;

/**
 * The baseline: the same step, written like the formulas, with EJML's products and all m×n logits in memory. Outputs
 * and logits are reused. On several threads, it uses EJML's parallel products and divides the rows among the threads.
 */
public final class Materialised implements Contender {

    public static final String NAME = "EJML";

    private final Problem problem;
    private final int threads;
    private final double[] losses;
    private final DMatrixRMaj unitFeatures;
    private final DMatrixRMaj unitWeights;
    private final double[] featureNorms;
    private final double[] weightNorms;
    private final DMatrixRMaj logits;
    private final DMatrixRMaj featureGradient;
    private final DMatrixRMaj weightGradient;

    Materialised(Problem problem, int threads) {
        this.problem = problem;
        this.threads = threads;
        losses = new double[problem.shape().m()];
        unitFeatures = problem.features().copy();
        unitWeights = problem.weights().copy();
        featureNorms = new double[problem.shape().m()];
        weightNorms = new double[problem.shape().n()];
        logits = new DMatrixRMaj(problem.shape().m(), problem.shape().n());
        featureGradient = problem.features().copy();
        weightGradient = problem.weights().copy();
    }

    @Override
    public double step() {
        EjmlConcurrency.setMaxThreads(threads);
        normalise(problem.features(), unitFeatures, featureNorms);
        normalise(problem.weights(), unitWeights, weightNorms);
        boolean one = threads == 1;
        if (one) {
            CommonOps_DDRM.multTransB(unitFeatures, unitWeights, logits);
        } else {
            CommonOps_MT_DDRM.multTransB(unitFeatures, unitWeights, logits);
        }
        rows(problem.shape().m(), i -> losses[i] = toGradient(i));
        if (one) {
            CommonOps_DDRM.mult(logits, unitWeights, featureGradient);
            CommonOps_DDRM.multTransA(logits, unitFeatures, weightGradient);
        } else {
            CommonOps_MT_DDRM.mult(logits, unitWeights, featureGradient);
            CommonOps_MT_DDRM.multTransA(logits, unitFeatures, weightGradient);
        }
        project(featureGradient, unitFeatures, featureNorms);
        project(weightGradient, unitWeights, weightNorms);
        return Arrays.stream(losses).average().orElseThrow();
    }

    private void rows(int count, IntConsumer body) {
        if (threads == 1) {
            for (int i = 0; i < count; i++) {
                body.accept(i);
            }
        } else {
            EjmlConcurrency.loopFor(0, count, body);
        }
    }

    private void normalise(DMatrixRMaj source, DMatrixRMaj unit, double[] norms) {
        int d = source.numCols;
        rows(source.numRows, i -> {
            double squares = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                squares += source.data[k] * source.data[k];
            }
            norms[i] = Math.sqrt(squares);
            for (int k = i * d; k < (i + 1) * d; k++) {
                unit.data[k] = source.data[k] / norms[i];
            }
        });
    }

    /** Turns a row of cosines into the gradient with respect to them, and returns the loss. */
    private double toGradient(int i) {
        int n = problem.shape().n();
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
        double factor = s / sum / problem.shape().m();
        for (int k = start; k < start + n; k++) {
            z[k] *= factor;
        }
        z[target] = (z[target] - s / problem.shape().m()) * slope;
        return Math.log(sum) - own;
    }

    private void project(DMatrixRMaj gradient, DMatrixRMaj unit, double[] norms) {
        int d = unit.numCols;
        rows(unit.numRows, i -> {
            double along = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                along += gradient.data[k] * unit.data[k];
            }
            for (int k = i * d; k < (i + 1) * d; k++) {
                gradient.data[k] = (gradient.data[k] - along * unit.data[k]) / norms[i];
            }
        });
    }

    @Override
    public void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
        features.setTo(featureGradient);
        weights.setTo(weightGradient);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return threads;
    }
}
