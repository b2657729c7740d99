package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.Margin;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** The example of docs/conventions.md, with helpers for other projects' formulas. */
final class ConventionsExample {

    /** y: three samples of the first class and none of the last. */
    static final int[] Y = {0, 0, 0, 1, 2};

    private ConventionsExample() {}

    /** X, 5×3. */
    static DMatrixRMaj x() {
        return new DMatrixRMaj(new double[][] {{3, 1, 1}, {2, 2, 1}, {1, 2, 2}, {1, 2, -2}, {-1, 1, 1}});
    }

    /** W, 4×3, of unit rows; also the centers. */
    static DMatrixRMaj w() {
        return new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0.6, 0.8}, {-0.6, 0, -0.8}});
    }

    static Parameters weights() {
        return Parameters.ofWeights(w());
    }

    static double loss(Loss loss) {
        return loss.forward(x(), weights(), Y);
    }

    static Gradients gradients(Loss loss) {
        return loss.backward(x(), weights(), Y).gradients();
    }

    /** Rows of length 1. */
    static DMatrixRMaj unit(DMatrixRMaj matrix) {
        DMatrixRMaj unit = matrix.copy();
        for (int i = 0; i < unit.numRows; i++) {
            double norm = NormOps_DDRM.normF(CommonOps_DDRM.extractRow(matrix, i, null));
            for (int j = 0; j < unit.numCols; j++) {
                unit.set(i, j, matrix.get(i, j) / norm);
            }
        }
        return unit;
    }

    /** X Wᵀ. */
    static DMatrixRMaj logits(DMatrixRMaj features, double scale) {
        DMatrixRMaj z = new DMatrixRMaj(features.numRows, 4);
        CommonOps_DDRM.multTransB(scale, features, w(), z);
        return z;
    }

    /** The logits with changed targets, r ψ(z / r). */
    static DMatrixRMaj withTargets(DMatrixRMaj z, double r, DoubleUnaryOperator psi) {
        for (int i = 0; i < Y.length; i++) {
            z.set(i, Y[i], r * psi.applyAsDouble(z.get(i, Y[i]) / r));
        }
        return z;
    }

    /** l_i = log Σ exp(z_ij − z_iy), in the usual form. */
    static double[] losses(DMatrixRMaj z) {
        double[] losses = new double[z.numRows];
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < 4; j++) {
                losses[i] += Math.exp(z.get(i, j) - z.get(i, Y[i]));
            }
            losses[i] = Math.log(losses[i]);
        }
        return losses;
    }

    /** p − e_y. */
    static DMatrixRMaj slopes(DMatrixRMaj z) {
        double[] losses = losses(z);
        DMatrixRMaj g = z.createLike();
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < 4; j++) {
                g.set(i, j, Math.exp(z.get(i, j) - z.get(i, Y[i]) - losses[i]) - (j == Y[i] ? 1 : 0));
            }
        }
        return g;
    }

    /** gᵀ X / m. */
    static DMatrixRMaj outer(DMatrixRMaj g, DMatrixRMaj features, double scale) {
        DMatrixRMaj gradient = new DMatrixRMaj(4, 3);
        CommonOps_DDRM.multTransA(scale / Y.length, g, features, gradient);
        return gradient;
    }

    static double mean(double... values) {
        return sum(values) / values.length;
    }

    static double sum(double... values) {
        return Arrays.stream(values).sum();
    }

    /** The mean loss of the example with a scale s and another target logit. */
    static double theirs(double s, DoubleUnaryOperator psi) {
        return mean(losses(withTargets(logits(unit(x()), s), s, psi)));
    }

    /** The same with a target logit that depends on the sample, counted from 0. */
    static double theirs(double s, ToDoubleBiFunction<Integer, Double> psi) {
        DMatrixRMaj z = logits(unit(x()), s);
        for (int i = 0; i < Y.length; i++) {
            z.set(i, Y[i], s * psi.applyAsDouble(i, z.get(i, Y[i]) / s));
        }
        return mean(losses(z));
    }

    /** Returns our number, which must equal theirs up to rounding. */
    static double same(double theirs, double ours) {
        assertEquals(theirs, ours, 1e-12 * Math.abs(theirs) + 1e-300);
        return ours;
    }

    /** The distance of two gradients in percent of the second's length. */
    static double percentOff(DMatrixRMaj theirs, DMatrixRMaj ours) {
        DMatrixRMaj difference = theirs.copy();
        CommonOps_DDRM.subtractEquals(difference, ours);
        return 100 * NormOps_DDRM.normF(difference) / NormOps_DDRM.normF(ours);
    }

    /** A margin with the slope of the plain cosine, which is what "straight through" means. */
    record StraightThrough(Margin of) implements Margin {
        @Override
        public double value(double cos, double sin) {
            return of.value(cos, sin);
        }

        @Override
        public double slope(double cos, double sin) {
            return -sin;
        }
    }
}
