package io.github.marginloss.study.exact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions in decimal arithmetic of so many digits, by their textbook series. */
final class Decimal {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    /** How often arguments are halved before a series: of exp and cos, and of the arc tangent. */
    private static final int HALVINGS = 24;

    private static final int ROOTS = 8;

    final MathContext digits;
    final BigDecimal pi;
    private final BigDecimal tenth;
    private final BigDecimal ln10;

    Decimal(int digits) {
        this.digits = new MathContext(digits, RoundingMode.HALF_EVEN);
        tenth = BigDecimal.ONE.movePointLeft(digits + 5);
        // Machin
        BigDecimal fifth = arctangentSeries(BigDecimal.ONE.divide(BigDecimal.valueOf(5), this.digits));
        BigDecimal small = arctangentSeries(BigDecimal.ONE.divide(BigDecimal.valueOf(239), this.digits));
        pi = fifth.multiply(BigDecimal.valueOf(16)).subtract(small.multiply(BigDecimal.valueOf(4)), this.digits);
        ln10 = logNewton(BigDecimal.TEN);
    }

    /** a b; a zero without the decimals that it would hand on and on. */
    BigDecimal times(BigDecimal a, BigDecimal b) {
        BigDecimal product = a.multiply(b, digits);
        return product.signum() == 0 ? BigDecimal.ZERO : product;
    }

    BigDecimal divided(BigDecimal a, BigDecimal b) {
        return a.divide(b, digits);
    }

    BigDecimal sqrt(BigDecimal a) {
        return a.sqrt(digits);
    }

    /** e^a = 10^q e^r. */
    BigDecimal exp(BigDecimal a) {
        BigDecimal q = a.divide(ln10, digits).setScale(0, RoundingMode.HALF_EVEN);
        return expSeries(a.subtract(q.multiply(ln10), digits)).movePointRight(q.intValueExact());
    }

    /** e^r = (e^(r/2^k))^(2^k), by Taylor's series. */
    private BigDecimal expSeries(BigDecimal r) {
        BigDecimal small = r.divide(TWO.pow(HALVINGS), digits);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; term.abs().compareTo(tenth) > 0; k++) {
            term = times(term, small).divide(BigDecimal.valueOf(k), digits);
            sum = sum.add(term, digits);
        }
        for (int k = 0; k < HALVINGS; k++) {
            sum = times(sum, sum);
        }
        return sum;
    }

    /** log a = log(a/10^q) + q log 10. */
    BigDecimal log(BigDecimal a) {
        int q = a.precision() - a.scale() - 1;
        return logNewton(a.movePointLeft(q)).add(ln10.multiply(BigDecimal.valueOf(q)), digits);
    }

    /** The root of e^y = a, a being ordinary: each step y + 2 (a − e^y)/(a + e^y) triples the digits. */
    private BigDecimal logNewton(BigDecimal a) {
        BigDecimal y = BigDecimal.valueOf(Math.log(a.doubleValue()));
        for (int right = 15; right < 3 * digits.getPrecision(); right *= 3) {
            BigDecimal e = expSeries(y);
            y = y.add(TWO.multiply(a.subtract(e)).divide(a.add(e), digits), digits);
        }
        return y;
    }

    /** cos a, by halving the angle: cos 2b = 2 cos² b − 1. */
    BigDecimal cos(BigDecimal a) {
        BigDecimal turns = a.divide(pi.multiply(TWO), digits).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal b = a.subtract(turns.multiply(pi).multiply(TWO), digits).divide(TWO.pow(HALVINGS), digits);
        BigDecimal minusSquare = times(b, b).negate();
        BigDecimal term = BigDecimal.ONE;
        // 1 − cos, which keeps its digits through the doublings: 1 − cos 2b = 2 v (2 − v)
        BigDecimal versine = BigDecimal.ZERO;
        for (int k = 1; term.abs().compareTo(tenth) > 0; k++) {
            term = times(term, minusSquare).divide(BigDecimal.valueOf((2L * k - 1) * 2 * k), digits);
            versine = versine.subtract(term, digits);
        }
        for (int k = 0; k < HALVINGS; k++) {
            versine = times(versine.multiply(TWO), TWO.subtract(versine));
        }
        return BigDecimal.ONE.subtract(versine, digits);
    }

    BigDecimal sin(BigDecimal a) {
        return cos(a.subtract(pi.divide(TWO, digits), digits));
    }

    /** The angle in [0, π] with a cosine, θ = 2 arctan √((1 − c)/(1 + c)). */
    BigDecimal arccos(BigDecimal cos) {
        BigDecimal above = BigDecimal.ONE.subtract(cos).max(BigDecimal.ZERO);
        BigDecimal below = BigDecimal.ONE.add(cos).max(BigDecimal.ZERO);
        if (cos.signum() < 0) {
            return pi.subtract(TWO.multiply(arctan(sqrt(below.divide(above, digits)))), digits);
        }
        return TWO.multiply(arctan(sqrt(above.divide(below, digits))));
    }

    /** arctan a = 2 arctan(a/(1 + √(1 + a²))), for |a| ≤ 1. */
    private BigDecimal arctan(BigDecimal a) {
        BigDecimal small = a;
        for (int k = 0; k < ROOTS; k++) {
            BigDecimal root = sqrt(BigDecimal.ONE.add(times(small, small)));
            small = small.divide(BigDecimal.ONE.add(root), digits);
        }
        return arctangentSeries(small).multiply(TWO.pow(ROOTS));
    }

    private BigDecimal arctangentSeries(BigDecimal a) {
        BigDecimal minusSquare = times(a, a).negate();
        BigDecimal power = a;
        BigDecimal sum = a;
        for (int k = 3; power.abs().compareTo(tenth) > 0; k += 2) {
            power = times(power, minusSquare);
            sum = sum.add(power.divide(BigDecimal.valueOf(k), digits), digits);
        }
        return sum;
    }
}
