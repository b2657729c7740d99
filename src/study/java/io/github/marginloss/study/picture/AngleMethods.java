package io.github.marginloss.study.picture;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Scale;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * ψ = cos(θ + m) and ∂l/∂x of l = log(1 + e<sup>−ψ</sup>), as other programs compute them in double, and as this
 * library does. There are two classes; the second is a zero row with the logit 0.
 */
final class AngleMethods {

    static final double M = 0.5;

    /** ψ, and ∂l/∂x. */
    record Result(double value, double[] gradient) {}

    /** How sin θ and θ are computed. */
    enum Method {
        ROOT,
        ARCCOS,
        CLAMPED,
        CHORD
    }

    private AngleMethods() {}

    static Result of(Method method, double[] x, double[] w) {
        double[] xUnit = unit(x);
        double[] wUnit = unit(w);
        double cos = 0;
        double minus = 0;
        double plus = 0;
        for (int k = 0; k < x.length; k++) {
            cos += xUnit[k] * wUnit[k];
            minus += Math.pow(xUnit[k] - wUnit[k], 2);
            plus += Math.pow(xUnit[k] + wUnit[k], 2);
        }
        double value;
        double slope;
        switch (method) {
            case ROOT -> {
                double sin = Math.sqrt(1 - cos * cos);
                value = cos * Math.cos(M) - sin * Math.sin(M);
                slope = (sin * Math.cos(M) + cos * Math.sin(M)) / sin;
            }
            case ARCCOS -> {
                double theta = Math.acos(cos);
                value = Math.cos(theta + M);
                slope = Math.sin(theta + M) / Math.sqrt(1 - cos * cos);
            }
            case CLAMPED -> {
                double clamped = Math.max(-1 + 1e-7, Math.min(1 - 1e-7, cos));
                double theta = Math.acos(clamped);
                value = Math.cos(theta + M);
                // a clamped cosine has derivative 0
                slope = clamped == cos ? Math.sin(theta + M) / Math.sqrt(1 - cos * cos) : 0;
            }
            default -> {
                double theta = 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
                value = Math.cos(theta + M);
                slope = Math.sin(theta + M) / Math.sin(theta);
            }
        }
        double norm = Math.sqrt(dot(x, x));
        double[] gradient = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            gradient[k] = -1 / (1 + Math.exp(value)) * slope * (wUnit[k] - cos * xUnit[k]) / norm;
        }
        return new Result(value, gradient);
    }

    private static double[] unit(double[] row) {
        double norm = Math.sqrt(dot(row, row));
        double[] unit = new double[row.length];
        for (int k = 0; k < row.length; k++) {
            unit[k] = row[k] / norm;
        }
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** The margin of ArcFace, which remembers the last value that it returned. */
    private record Listener(AdditiveAngle margin, double[] last) implements PreciseMargin {
        @Override
        public Result at(Angle<DD> angle) {
            Result result = margin.at(angle);
            last[0] = result.value().toDouble();
            return result;
        }
    }

    /** The result of this library: of the loss, or of its reference. */
    static Result ours(double[] x, double[] w, UnaryOperator<Loss> evaluator) {
        Listener listener = new Listener(new AdditiveAngle(M), new double[1]);
        Loss loss = evaluator.apply(new MarginSoftmax(Scale.fixed(1), listener, Reduction.MEAN));
        Parameters classes = Parameters.ofWeights(new DMatrixRMaj(new double[][] {w, new double[w.length]}));
        Evaluation evaluation = loss.backward(new DMatrixRMaj(new double[][] {x}), classes, new int[] {0});
        return new Result(listener.last[0], evaluation.gradients().features().data);
    }
}
