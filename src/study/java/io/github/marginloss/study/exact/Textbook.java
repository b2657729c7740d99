package io.github.marginloss.study.exact;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Scale;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The losses as the papers print them: θ by the arc cosine, the margin on θ, l = log Σ exp z − z_y. Nothing is done for
 * the sake of rounding but to carry enough digits, so this shares no formula with the library.
 */
final class Textbook {

    private final Decimal decimal;

    Textbook(Decimal decimal) {
        this.decimal = decimal;
    }

    /** The inputs; a part that is absent is null. */
    record Input(BigDecimal[][] x, BigDecimal[][] w, BigDecimal[] b, BigDecimal[][] c, int[] y) {}

    /** The loss of sample i. */
    BigDecimal loss(Loss loss, Input input, int i) {
        if (loss instanceof Sum sum) {
            BigDecimal second = loss(sum.second(), input, i).multiply(new BigDecimal(sum.weight()));
            return loss(sum.first(), input, i).add(second, decimal.digits);
        }
        BigDecimal[] x = input.x[i];
        int y = input.y[i];
        if (loss instanceof Center) {
            BigDecimal[] difference = new BigDecimal[x.length];
            for (int k = 0; k < x.length; k++) {
                difference[k] = x[k].subtract(input.c[y][k]);
            }
            return dot(difference, difference).divide(BigDecimal.valueOf(2), decimal.digits);
        }
        BigDecimal[] z = new BigDecimal[input.w.length];
        for (int j = 0; j < z.length; j++) {
            z[j] = logit(loss, x, input.w[j], input.b == null ? BigDecimal.ZERO : input.b[j], j == y);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal logit : z) {
            sum = sum.add(decimal.exp(logit), decimal.digits);
        }
        return decimal.log(sum).subtract(z[y], decimal.digits);
    }

    private BigDecimal logit(Loss loss, BigDecimal[] x, BigDecimal[] w, BigDecimal bias, boolean target) {
        BigDecimal product = dot(x, w);
        if (loss instanceof Softmax) {
            return product.add(bias, decimal.digits);
        }
        BigDecimal square = dot(x, x);
        BigDecimal cos = decimal.divided(product, decimal.sqrt(square.multiply(dot(w, w))));
        BigDecimal f = target ? margin(loss, cos) : cos;
        Double s = scale(loss);
        return decimal.times(s == null ? decimal.sqrt(square) : new BigDecimal(s), f);
    }

    private BigDecimal dot(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < a.length; k++) {
            sum = sum.add(a[k].multiply(b[k], decimal.digits), decimal.digits);
        }
        return sum;
    }

    /** s, or null for ‖x‖. */
    private static Double scale(Loss loss) {
        if (loss instanceof CosFace cosFace) {
            return cosFace.s();
        }
        if (loss instanceof ArcFace arcFace) {
            return arcFace.s();
        }
        if (loss instanceof CombinedMargin combined) {
            return combined.s();
        }
        Scale scale = loss instanceof SphereFace sphere ? sphere.scale() : ((NormalizedSoftmax) loss).scale();
        return scale instanceof Scale.Fixed fixed ? fixed.s() : null;
    }

    /** The target logit, divided by the scale. */
    private BigDecimal margin(Loss loss, BigDecimal cos) {
        if (loss instanceof CosFace cosFace) {
            return cos.subtract(new BigDecimal(cosFace.m()), decimal.digits);
        }
        if (loss instanceof NormalizedSoftmax) {
            return cos;
        }
        BigDecimal theta = decimal.arccos(cos);
        if (loss instanceof ArcFace arcFace) {
            return arc(arcFace, cos, theta);
        }
        if (loss instanceof CombinedMargin combined) {
            BigDecimal angle = theta.multiply(new BigDecimal(combined.m1())).add(new BigDecimal(combined.m2()));
            return decimal.cos(angle).subtract(new BigDecimal(combined.m3()), decimal.digits);
        }
        SphereFace sphere = (SphereFace) loss;
        BigDecimal lambda = new BigDecimal(sphere.lambda());
        BigDecimal many = theta.multiply(BigDecimal.valueOf(sphere.t()));
        int k = Math.min(
                sphere.t() - 1, many.divide(decimal.pi, 0, RoundingMode.FLOOR).intValueExact());
        BigDecimal sign = BigDecimal.valueOf(k % 2 == 0 ? 1 : -1);
        BigDecimal phi = sign.multiply(decimal.cos(many)).subtract(BigDecimal.valueOf(2L * k));
        return lambda.multiply(cos).add(phi).divide(BigDecimal.ONE.add(lambda), decimal.digits);
    }

    private BigDecimal arc(ArcFace arcFace, BigDecimal cos, BigDecimal theta) {
        BigDecimal m = new BigDecimal(arcFace.m());
        boolean before = arcFace.extension() == ArcFace.Extension.EASY
                ? cos.signum() > 0
                : theta.add(m).compareTo(decimal.pi) < 0;
        if (before || arcFace.extension() == ArcFace.Extension.NONE) {
            return decimal.cos(theta.add(m));
        }
        return switch (arcFace.extension()) {
            case LINEAR -> cos.subtract(decimal.times(m, decimal.sin(m)), decimal.digits);
            case CONTINUOUS -> cos.subtract(BigDecimal.ONE.subtract(decimal.cos(m)), decimal.digits);
            case CLAMP -> BigDecimal.ONE.negate();
            default -> cos;
        };
    }
}
