package io.github.marginloss.check;

import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The usual cosine softmax as people write it with numpy or torch, in double or in float: rows divided by their norms,
 * one product, ψ of the target's cosine, a cross-entropy of the mean, and the chain rule backwards. Its fields are the
 * mistakes that people make.
 */
public final class Plain {

    /** Rounds to the precision. */
    private final DoubleUnaryOperator fl;

    /** ψ of the target's cosine, and dψ/dc. */
    public DoubleUnaryOperator psi = c -> c;

    public DoubleUnaryOperator slope = c -> 1;
    /** The scale; 0 = the norm of x. */
    public double s;

    public double clamp;
    /** The bound of norms: max(norm, eps). */
    public double normEps = 1e-12;

    public boolean projectX = true;
    public boolean projectW = true;
    public boolean divideX = true;
    public boolean divideW = true;
    /** Whether the gradient flows through s = ‖x‖. */
    public boolean throughScale = true;
    /** Whether dW[y] += … keeps only the last sample of each class. */
    public boolean lastWins;

    /** Whether the projections take ψ in place of the target's cosine, as if it had been overwritten. */
    public boolean overwritten;

    /** ε of log(p + ε), or of log max(p, ε) if negative; the next field says whether the gradient includes it. */
    public double epsilon;

    public boolean epsilonInGradient;
    /** How cosines are rounded. */
    public DoubleUnaryOperator cosine = c -> c;

    /** The base of the logarithm. */
    public double base = Math.E;
    /** The divisor of the mean in the loss, and in the gradients, as functions of m. */
    public DoubleUnaryOperator divisor = m -> m;

    public DoubleUnaryOperator gradientDivisor = m -> m;
    /** The label that is used, as a function of the label and n. */
    public DoubleBinaryOperator label = (y, n) -> y;

    public Plain(boolean floats, double s) {
        fl = floats ? v -> (float) v : v -> v;
        this.s = s;
    }

    /** ArcFace by an arc cosine. */
    public static Plain arcFace(boolean floats, double s, double m) {
        Plain plain = new Plain(floats, s);
        plain.psi = c -> plain.f(Math.cos(plain.f(plain.f(Math.acos(c)) + plain.f(m))));
        plain.slope = c -> plain.f(plain.f(Math.sin(plain.f(plain.f(Math.acos(c)) + plain.f(m))))
                / plain.f(Math.sqrt(plain.f(1 - plain.f(c * c)))));
        return plain;
    }

    /** CombinedMargin by an arc cosine. */
    public static Plain combined(boolean floats, double s, double m1, double m2, double m3) {
        Plain plain = new Plain(floats, s);
        DoubleUnaryOperator angle = c -> plain.f(plain.f(plain.f(m1) * plain.f(Math.acos(c))) + plain.f(m2));
        plain.psi = c -> plain.f(plain.f(Math.cos(angle.applyAsDouble(c))) - plain.f(m3));
        plain.slope = c -> plain.f(plain.f(plain.f(m1) * plain.f(Math.sin(angle.applyAsDouble(c))))
                / plain.f(Math.sqrt(plain.f(1 - plain.f(c * c)))));
        return plain;
    }

    /** SphereFace of any t by an arc cosine. */
    public static Plain multiplied(boolean floats, double s, int t, double lambda) {
        Plain plain = new Plain(floats, s);
        DoubleUnaryOperator angle = c -> plain.f(t * plain.f(Math.acos(c)));
        plain.psi = c -> {
            double k = Math.floor(angle.applyAsDouble(c) / Math.PI);
            double cos = plain.f(Math.cos(angle.applyAsDouble(c)));
            double phi = plain.f((k % 2 == 0 ? cos : -cos) - 2 * k);
            return plain.f(plain.f(plain.f(lambda * c) + phi) / (1 + lambda));
        };
        plain.slope = c -> {
            double k = Math.floor(angle.applyAsDouble(c) / Math.PI);
            double sin = plain.f(t * plain.f(Math.sin(angle.applyAsDouble(c))));
            double slope = plain.f(sin / plain.f(Math.sqrt(plain.f(1 - plain.f(c * c)))));
            return plain.f(plain.f(lambda + (k % 2 == 0 ? slope : -slope)) / (1 + lambda));
        };
        return plain;
    }

    public static Plain cosFace(boolean floats, double s, double m) {
        Plain plain = new Plain(floats, s);
        plain.psi = c -> plain.f(c - plain.f(m));
        return plain;
    }

    /** SphereFace with t = 4 by the polynomial, λ as usual. */
    public static Plain sphereFace(boolean floats, double s, double lambda) {
        Plain plain = new Plain(floats, s);
        plain.psi = c -> {
            int k = (int) Math.floor(4 * Math.acos(c) / 3.14159265);
            double c2 = plain.f(c * c);
            double cos4 = plain.f(plain.f(plain.f(8 * plain.f(c2 * c2)) - plain.f(8 * c2)) + 1);
            double phi = plain.f((k % 2 == 0 ? cos4 : -cos4) - 2 * k);
            return plain.f(plain.f(plain.f(lambda * c) + phi) / (1 + lambda));
        };
        plain.slope = c -> {
            int k = (int) Math.floor(4 * Math.acos(c) / 3.14159265);
            double d = plain.f(plain.f(32 * plain.f(c * plain.f(c * c))) - plain.f(16 * c));
            return plain.f((lambda + (k % 2 == 0 ? d : -d)) / (1 + lambda));
        };
        return plain;
    }

    double f(double value) {
        return fl.applyAsDouble(value);
    }

    double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum = f(sum + f(a[k] * b[k]));
        }
        return sum;
    }

    static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols);
        }
        return rows;
    }

    private double[] norms(double[][] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> Math.max(f(Math.sqrt(dot(row, row))), normEps))
                .toArray();
    }

    private double[][] units(double[][] rows, double... norms) {
        double[][] units = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double norm = norms[i];
            units[i] = Arrays.stream(rows[i]).map(v -> f(v / norm)).toArray();
        }
        return units;
    }

    public Evaluation evaluate(Batch batch) {
        return evaluate(batch.features(), batch.parameters().weights(), batch.labels());
    }

    public Evaluation evaluate(DMatrixRMaj features, DMatrixRMaj weights, int[] labels) {
        double[][] x = rows(features);
        double[][] w = rows(weights);
        double[] xNorm = norms(x);
        double[] wNorm = norms(w);
        x = units(x, xNorm);
        w = units(w, wNorm);
        int m = x.length;
        int n = w.length;
        int d = features.numCols;
        double[] losses = new double[m];
        double[][] dx = new double[m][d];
        double[][] dw = new double[n][d];
        double[][] target = new double[n][];
        double[] excessOfW = new double[n];
        double mean = f(1 / gradientDivisor.applyAsDouble(m));
        for (int i = 0; i < m; i++) {
            int y = (int) label.applyAsDouble(labels[i], n);
            double r = s == 0 ? xNorm[i] : s;
            double[] c = new double[n];
            double[] z = new double[n];
            for (int j = 0; j < n; j++) {
                c[j] = Math.max(-1 + clamp, Math.min(1 - clamp, cosine.applyAsDouble(dot(x[i], w[j]))));
                z[j] = f(r * (j == y ? psi.applyAsDouble(c[j]) : c[j]));
            }
            double largest = Arrays.stream(z).max().getAsDouble();
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum = f(sum + f(Math.exp(f(z[j] - largest))));
            }
            double log = f(Math.log(sum));
            losses[i] = f(-f(f(z[y] - largest) - log) / Math.log(base));
            double p = f(Math.exp(f(f(z[y] - largest) - log)));
            if (epsilon != 0) {
                losses[i] = f(-Math.log(epsilon > 0 ? f(p + epsilon) : Math.max(p, -epsilon)));
            }
            double factor = !epsilonInGradient ? 1 : epsilon > 0 ? f(p / f(p + epsilon)) : p < -epsilon ? 0 : 1;
            double excess = 0;
            double radial = 0;
            for (int j = 0; j < n; j++) {
                double g = f(factor * f(mean * f(f(Math.exp(f(f(z[j] - largest) - log))) - (j == y ? 1 : 0))));
                double across = f(f(g * r) * (j == y ? slope.applyAsDouble(c[j]) : 1));
                across = clamp > 0 && Math.abs(c[j]) >= 1 - clamp ? 0 : across;
                if (j == y && overwritten) {
                    excess = across * f(z[j] / r - c[j]);
                    excessOfW[j] += excess;
                }
                radial = f(radial + f(g * f(z[j] / r)));
                double[] termX = new double[d];
                for (int k = 0; k < d; k++) {
                    dx[i][k] = f(dx[i][k] + f(across * w[j][k]));
                    termX[k] = f(across * x[i][k]);
                }
                if (j == y && lastWins) {
                    target[j] = termX;
                } else {
                    for (int k = 0; k < d; k++) {
                        dw[j][k] = f(dw[j][k] + termX[k]);
                    }
                }
            }
            dx[i] = backward(dx[i], x[i], projectX, divideX ? xNorm[i] : 1, excess);
            for (int k = 0; k < d && s == 0 && throughScale; k++) {
                dx[i][k] = f(dx[i][k] + f(radial * x[i][k]));
            }
        }
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < d && target[j] != null; k++) {
                dw[j][k] = f(dw[j][k] + target[j][k]);
            }
            dw[j] = backward(dw[j], w[j], projectW, divideW ? wNorm[j] : 1, excessOfW[j]);
        }
        double total = 0;
        for (double loss : losses) {
            total = f(total + loss);
        }
        Gradients gradients = new Gradients(new DMatrixRMaj(dx), new DMatrixRMaj(dw), null, null);
        return new Evaluation(f(total / divisor.applyAsDouble(m)), losses, gradients);
    }

    private double[] backward(double[] gradient, double[] unit, boolean project, double norm, double excess) {
        double along = project ? f(dot(gradient, unit) + excess) : 0;
        double[] result = new double[unit.length];
        for (int k = 0; k < unit.length; k++) {
            result[k] = f(f(gradient[k] - f(along * unit[k])) / norm);
        }
        return result;
    }

    /** Rounds to half precision. */
    public static double half(double value) {
        int exponent = Math.max(-14, Math.getExponent(value));
        return Math.scalb(Math.rint(Math.scalb(value, 10 - exponent)), exponent - 10);
    }

    /** The same batch in numbers of single precision. */
    public static Batch floats(Batch batch) {
        return new Batch(
                floats(batch.features()),
                Parameters.ofWeights(floats(batch.parameters().weights())),
                batch.labels());
    }

    private static DMatrixRMaj floats(DMatrixRMaj matrix) {
        DMatrixRMaj rounded = matrix.copy();
        for (int k = 0; k < rounded.getNumElements(); k++) {
            rounded.data[k] = (float) rounded.data[k];
        }
        return rounded;
    }
}
