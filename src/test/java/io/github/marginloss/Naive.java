package io.github.marginloss;

import static io.github.marginloss.Rows.add;
import static io.github.marginloss.Rows.combine;
import static io.github.marginloss.Rows.dot;
import static io.github.marginloss.Rows.norm;
import static io.github.marginloss.Rows.row;
import static io.github.marginloss.Rows.unit;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The losses, directly from the textbook: plain double, plain loops, θ by an arc tangent, the chain rule through cos θ.
 * They are accurate for benign numbers, and were written without looking at the library's code.
 */
public sealed interface Naive {

    Evaluation evaluate(Batch batch);

    /** The size R of the logits of Gaussian rows of length d: rounding them costs R eps. */
    double scale(int d);

    default Naive plus(double weight, Naive other) {
        return new Sum(this, weight, other);
    }

    /** z = W·x + b. */
    record Linear(Reduction reduction, double smoothing) implements Naive {
        public Linear(Reduction reduction) {
            this(reduction, 0);
        }

        @Override
        public Evaluation evaluate(Batch batch) {
            double[] a = reduction.coefficients(batch.labels());
            double[] losses = new double[a.length];
            Gradients gradients = Gradients.like(batch.features(), batch.parameters());
            DMatrixRMaj bias = batch.parameters().bias();
            double[][] w = rows(batch.parameters().weights());
            double[] z = new double[w.length];
            for (int i = 0; i < a.length; i++) {
                double[] x = row(batch.features(), i);
                for (int j = 0; j < z.length; j++) {
                    z[j] = dot(w[j], x) + (bias == null ? 0 : bias.data[j]);
                }
                losses[i] = crossEntropy(z, batch.labels()[i], smoothing);
                double[] g = slopes(z, batch.labels()[i], smoothing);
                for (int j = 0; j < z.length; j++) {
                    add(gradients.features(), i, a[i] * g[j], w[j]);
                    add(gradients.weights(), j, a[i] * g[j], x);
                    if (bias != null) {
                        gradients.bias().data[j] += a[i] * g[j];
                    }
                }
            }
            return new Evaluation(dot(a, losses), losses, gradients);
        }

        @Override
        public double scale(int d) {
            return 4 * d; // ‖W_j‖‖x‖, the largest of many
        }
    }

    /**
     * ψ(θ) of a sample, its derivatives with respect to θ and ‖x‖, and the penalty, with its derivative with respect to
     * ‖x‖.
     */
    record Target(
            DoubleUnaryOperator psi,
            DoubleUnaryOperator slope,
            DoubleUnaryOperator byNorm,
            double penalty,
            double penaltySlope) {
        Target(DoubleUnaryOperator psi, DoubleUnaryOperator slope) {
            this(psi, slope, theta -> 0, 0, 0);
        }
    }

    /** The target of a sample, given its class and the norm of its feature. */
    interface Targets {
        Target of(int sample, int label, double norm);
    }

    /** z_j = r cos θ_j and z_y = r ψ(θ_y); s = 0 stands for r = ‖x‖. */
    record Cosine(double s, Targets targets, Reduction reduction, double smoothing) implements Naive {
        public Cosine(double s, DoubleUnaryOperator psi, DoubleUnaryOperator slope, Reduction reduction) {
            this(s, (sample, label, norm) -> new Target(psi, slope), reduction, 0);
        }

        Cosine smoothed(double epsilon) {
            return new Cosine(s, targets, reduction, epsilon);
        }

        boolean fixed() {
            return s != 0;
        }

        @Override
        public Evaluation evaluate(Batch batch) {
            double[] a = reduction.coefficients(batch.labels());
            double[] losses = new double[a.length];
            Gradients gradients = Gradients.like(batch.features(), batch.parameters());
            double[][] w = rows(batch.parameters().weights());
            double[] wNorm = new double[w.length];
            for (int j = 0; j < w.length; j++) {
                wNorm[j] = norm(w[j]);
                w[j] = unit(w[j]);
            }
            for (int i = 0; i < a.length; i++) {
                losses[i] = sample(batch, i, a[i], w, wNorm, gradients);
            }
            return new Evaluation(dot(a, losses), losses, gradients);
        }

        private double sample(Batch batch, int i, double a, double[][] w, double[] wNorm, Gradients gradients) {
            int y = batch.labels()[i];
            double xNorm = norm(row(batch.features(), i));
            double[] x = unit(row(batch.features(), i));
            double r = fixed() ? s : xNorm;
            double[] cos = new double[w.length];
            double[] z = new double[w.length];
            for (int j = 0; j < w.length; j++) {
                cos[j] = dot(w[j], x);
                z[j] = r * cos[j];
            }
            // the angle between the diagonals of a rhombus: no digits are lost near 0 and π
            double theta = 2 * Math.atan2(norm(combine(x, -1, w[y])), norm(combine(x, 1, w[y])));
            Target target = targets.of(i, y, xNorm);
            z[y] = r * target.psi.applyAsDouble(theta);
            double[] g = slopes(z, y, smoothing);
            for (int j = 0; j < w.length; j++) {
                double inCos =
                        j != y ? 1 : theta % Math.PI == 0 ? 0 : -target.slope.applyAsDouble(theta) / Math.sin(theta);
                double factor = a * g[j] * r * inCos;
                // ∂cos/∂x = (ŵ − cos x̂)/‖x‖, and the same with x and w exchanged
                add(gradients.features(), i, factor / xNorm, w[j]);
                add(gradients.features(), i, -factor * cos[j] / xNorm + (fixed() ? 0 : a * g[j] * z[j] / r), x);
                add(gradients.weights(), j, factor / wNorm[j], x);
                add(gradients.weights(), j, -factor * cos[j] / wNorm[j], w[j]);
            }
            double along = a * (g[y] * r * target.byNorm.applyAsDouble(theta) + target.penaltySlope);
            add(gradients.features(), i, along, x);
            return crossEntropy(z, y, smoothing) + target.penalty;
        }

        @Override
        public double scale(int d) {
            return fixed() ? s : 9 * 2 * Math.sqrt(d); // R = (2t + 1)‖x‖ for SphereFace with t = 4
        }
    }

    /** ½‖x − c_y‖². */
    record Center(Reduction reduction) implements Naive {
        @Override
        public Evaluation evaluate(Batch batch) {
            double[] a = reduction.coefficients(batch.labels());
            double[] losses = new double[a.length];
            Gradients gradients = Gradients.like(batch.features(), batch.parameters());
            for (int i = 0; i < a.length; i++) {
                int y = batch.labels()[i];
                double[] difference = combine(
                        row(batch.features(), i), -1, row(batch.parameters().centers(), y));
                losses[i] = dot(difference, difference) / 2;
                add(gradients.features(), i, a[i], difference);
                add(gradients.centers(), y, -a[i], difference);
            }
            return new Evaluation(dot(a, losses), losses, gradients);
        }

        @Override
        public double scale(int d) {
            return 1;
        }
    }

    /** first + weight·second. */
    record Sum(Naive first, double weight, Naive second) implements Naive {
        @Override
        public Evaluation evaluate(Batch batch) {
            Evaluation one = first.evaluate(batch);
            Evaluation two = second.evaluate(batch);
            double[] losses = combine(one.sampleLosses(), weight, two.sampleLosses());
            for (Compare.Output output : Compare.Output.values()) {
                DMatrixRMaj total = output.of(one.gradients());
                if (total != null) {
                    total.data = combine(total.data, weight, output.of(two.gradients()).data);
                }
            }
            return new Evaluation(one.loss() + weight * two.loss(), losses, one.gradients());
        }

        @Override
        public double scale(int d) {
            return Math.max(first.scale(d), second.scale(d));
        }
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][];
        java.util.Arrays.setAll(rows, j -> row(matrix, j));
        return rows;
    }

    private static double crossEntropy(double[] z, int y, double smoothing) {
        double loss = crossEntropy(z, y);
        for (double other : z) {
            loss += smoothing / z.length * (z[y] - other);
        }
        return loss;
    }

    private static double crossEntropy(double[] z, int y) {
        double max = Rows.max(z);
        double others = 0;
        for (int j = 0; j < z.length; j++) {
            others += j == y ? 0 : Math.exp(z[j] - max);
        }
        return z[y] == max ? Math.log1p(others) : max - z[y] + Math.log(others + Math.exp(z[y] - max));
    }

    /** ∂l/∂z_j = p_j − q_j. */
    private static double[] slopes(double[] z, int y, double smoothing) {
        double[] g = slopes(z, y);
        for (int j = 0; j < g.length; j++) {
            g[j] -= smoothing * (1.0 / z.length - (j == y ? 1 : 0));
        }
        return g;
    }

    /** ∂l/∂z_j = p_j, and minus their sum for the target. */
    private static double[] slopes(double[] z, int y) {
        double max = Rows.max(z);
        double[] g = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            g[j] = Math.exp(z[j] - max);
        }
        double total = Rows.sum(g);
        g[y] = 0;
        g[y] = -Rows.sum(g);
        for (int j = 0; j < z.length; j++) {
            g[j] /= total;
        }
        return g;
    }
}
