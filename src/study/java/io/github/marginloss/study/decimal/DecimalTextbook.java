package io.github.marginloss.study.decimal;

import io.github.marginloss.Center;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.ejml.data.DMatrixRMaj;

/**
 * The losses as the papers print them, in the decimal numbers of Apfloat: gradients go through the angle, and ∂l/∂z_j =
 * p_j − δ_jy. Inner products are exact. An angle of exactly 0 or π, or of a zero row, throws an ArithmeticException,
 * and so does a sum without a correct digit.
 */
final class DecimalTextbook {

    private final long digits;
    private final int[] labels;
    private final Apfloat[][] x;
    private final Apfloat[][] w;
    private final Apfloat[][] b;
    private final Apfloat[][] c;
    Apfloat total = Apfloat.ZERO;
    final Apfloat[] losses;
    final Apfloat[][] byX;
    final Apfloat[][] byW;
    final Apfloat[][] byB;
    final Apfloat[][] byC;

    DecimalTextbook(DMatrixRMaj features, Parameters parameters, int[] labels, long digits) {
        this.digits = digits;
        this.labels = labels;
        x = DecimalRows.of(features);
        w = DecimalRows.of(parameters.weights());
        b = DecimalRows.of(parameters.bias());
        c = DecimalRows.of(parameters.centers());
        losses = DecimalRows.zeros(1, labels.length)[0];
        byX = DecimalRows.like(x);
        byW = DecimalRows.like(w);
        byB = DecimalRows.like(b);
        byC = DecimalRows.like(c);
    }

    private Apfloat of(double value) {
        return Decimals.exact(value).precision(digits);
    }

    /** Adds weight·loss to the outputs. */
    void add(Loss loss, Apfloat weight) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight);
            add(sum.second(), weight.multiply(of(sum.weight())));
            return;
        }
        Reduction reduction = loss instanceof Center center ? center.reduction() : ((HeadLoss) loss).reduction();
        int m = labels.length;
        double[] coefficients = reduction.coefficients(labels.clone());
        for (int i = 0; i < m; i++) {
            Apfloat part = reduction == Reduction.MEAN ? of(1).divide(of(m)) : of(coefficients[i]);
            Apfloat a = weight.multiply(part);
            if (loss instanceof Center) {
                center(i, weight, a);
            } else if (loss instanceof Softmax) {
                linear(i, weight, a);
            } else {
                cosine((Head.Cosine) ((HeadLoss) loss).head(), i, weight, a);
            }
        }
    }

    private void center(int i, Apfloat weight, Apfloat a) {
        Apfloat square = Apfloat.ZERO;
        for (int k = 0; k < x[i].length; k++) {
            Apfloat difference = Decimals.minus(x[i][k], c[labels[i]][k]);
            square = Decimals.plus(square, difference.multiply(difference));
            add(byX[i], k, difference.multiply(a));
            add(byC[labels[i]], k, difference.multiply(a).negate());
        }
        addLoss(i, square.divide(of(2)), weight, a);
    }

    private void linear(int i, Apfloat weight, Apfloat a) {
        Apfloat[] z = new Apfloat[w.length];
        Arrays.setAll(z, j -> Decimals.plus(Decimals.dot(x[i], w[j]), b == null ? Apfloat.ZERO : b[j][0]));
        Apfloat[] slopes = entropy(i, z, weight, a);
        for (int j = 0; j < z.length; j++) {
            for (int k = 0; k < x[i].length; k++) {
                add(byX[i], k, slopes[j].multiply(w[j][k]));
                add(byW[j], k, slopes[j].multiply(x[i][k]));
            }
            if (b != null) {
                add(byB[j], 0, slopes[j]);
            }
        }
    }

    /** z_j = r cos θ_j, z_y = r ψ(θ_y). */
    private void cosine(Head.Cosine head, int i, Apfloat weight, Apfloat a) {
        int n = w.length;
        Apfloat length = DecimalRows.norm(x[i], digits);
        Apfloat r = head.scale() instanceof Scale.Fixed fixed ? of(fixed.s()) : length;
        Apfloat[] z = new Apfloat[n];
        DecimalMargin[] psi = new DecimalMargin[n];
        for (int j = 0; j < n; j++) {
            Apfloat cos = DecimalRows.cosine(x[i], w[j], digits);
            Apfloat sin = DecimalRows.sine(x[i], w[j], digits);
            psi[j] = j == labels[i]
                    ? DecimalMargin.of((Margin) head.margin(), ApfloatMath.atan2(sin, cos))
                    : new DecimalMargin(cos, sin.negate());
            z[j] = r.multiply(psi[j].value());
        }
        Apfloat[] slopes = entropy(i, z, weight, a);
        for (int j = 0; j < n; j++) {
            turn(i, j, slopes[j].multiply(r).multiply(psi[j].slope()));
            for (int k = 0; k < x[i].length && head.scale() instanceof Scale.Norm; k++) {
                add(
                        byX[i],
                        k,
                        slopes[j].multiply(psi[j].value()).multiply(x[i][k]).divide(length));
            }
        }
    }

    /**
     * Adds the part of the gradients that goes through θ_j: ∂θ/∂x = −(ŵ − cos θ x̂)/(‖x‖ sin θ), and ŵ − cos θ x̂ =
     * ((x·x)w − (x·w)x)/(‖w‖ x·x).
     */
    private void turn(int i, int j, Apfloat slope) {
        Apfloat product = Decimals.dot(x[i], w[j]);
        Apfloat square = Decimals.dot(x[i], x[i]);
        Apfloat other = Decimals.dot(w[j], w[j]);
        Apfloat back = slope.negate()
                .divide(DecimalRows.norm(x[i], digits).multiply(DecimalRows.norm(w[j], digits)))
                .divide(DecimalRows.sine(x[i], w[j], digits));
        for (int k = 0; k < x[i].length; k++) {
            Apfloat across = Decimals.minus(square.multiply(w[j][k]), product.multiply(x[i][k]));
            Apfloat otherAcross = Decimals.minus(other.multiply(x[i][k]), product.multiply(w[j][k]));
            add(byX[i], k, back.multiply(across).divide(square.precision(digits)));
            add(byW[j], k, back.multiply(otherAcross).divide(other.precision(digits)));
        }
    }

    /** l = log Σ exp z_j − z_y; returns a ∂l/∂z. */
    private Apfloat[] entropy(int i, Apfloat[] z, Apfloat weight, Apfloat a) {
        Apfloat top = Arrays.stream(z).reduce(ApfloatMath::max).orElseThrow();
        Apfloat[] slopes = new Apfloat[z.length];
        Arrays.setAll(slopes, j -> z[j] == top ? of(1) : exp(Decimals.minus(z[j], top)));
        Apfloat sum = Arrays.stream(slopes).reduce(Decimals::plus).orElseThrow();
        addLoss(i, Decimals.plus(ApfloatMath.log(sum), Decimals.minus(top, z[labels[i]])), weight, a);
        Arrays.setAll(slopes, j -> {
            Apfloat p = slopes[j].divide(sum);
            return a.multiply(j == labels[i] ? Decimals.minus(p, of(1)) : p);
        });
        return slopes;
    }

    private static void add(Apfloat[] row, int k, Apfloat term) {
        row[k] = Decimals.plus(row[k], term);
    }

    private void addLoss(int i, Apfloat loss, Apfloat weight, Apfloat a) {
        losses[i] = Decimals.plus(losses[i], loss.multiply(weight));
        total = Decimals.plus(total, loss.multiply(a));
    }

    /** The exponential, with all digits even if it is exactly 1. */
    private Apfloat exp(Apfloat exponent) {
        return exponent.signum() == 0 ? of(1) : ApfloatMath.exp(exponent.precision(digits));
    }
}
