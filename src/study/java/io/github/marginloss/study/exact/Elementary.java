package io.github.marginloss.study.exact;

import io.github.marginloss.study.exact.Ball.TooWide;
import java.math.BigInteger;

/** Elementary functions of balls, by their textbook series in whole numbers of 2^-w. */
final class Elementary {

    /** Additional bits. The sums of the series lose less than half of them. */
    private static final int GUARD = 40;

    private Elementary() {}

    /** e^x = 2^n e^r. */
    static Ball exp(Ball x) {
        if (x.isZero()) {
            return Ball.ONE.at(x.bits);
        }
        if (radiusTop(x) > -4 || x.top() > 62) {
            throw new TooWide();
        }
        int w = x.bits + GUARD + (int) Math.max(0, x.top());
        BigInteger ln2 = Constants.ln2(w);
        BigInteger all = fixed(x, w);
        BigInteger n = all.add(ln2.shiftRight(1)).divide(ln2);
        int halvings = (int) Math.sqrt(x.bits / 2.0);
        // r/2^k in units of 2^-(w+k), its exponential, and that squared k times
        int unit = w + halvings;
        BigInteger small = all.subtract(n.multiply(ln2));
        BigInteger term = BigInteger.ONE.shiftLeft(unit);
        BigInteger sum = term;
        for (int k = 1; term.signum() != 0 && !term.equals(BigInteger.ONE.negate()); k++) {
            term = term.multiply(small).shiftRight(unit).divide(BigInteger.valueOf(k));
            sum = sum.add(term);
        }
        for (int k = 0; k < halvings; k++) {
            sum = sum.multiply(sum).shiftRight(unit);
        }
        Ball power = ball(sum, -unit, x.bits).scaled(n.longValueExact());
        // e^δ − 1 ≤ 2δ
        return x.isExact() ? power : power.plusMinus(power.times(radius(x).scaled(1)));
    }

    /** log(1 + s), s > −1, with all digits of a small s. */
    static Ball log1p(Ball s) {
        if (s.isZero()) {
            return s;
        }
        if (s.top() > -4) {
            return log(Ball.ONE.plus(s));
        }
        // 2 artanh u
        Ball u = s.dividedBy(Ball.of(2).plus(s));
        Ball square = u.times(u);
        Ball power = u;
        Ball sum = u;
        for (int k = 3; power.top() > u.top() - u.bits - 8; k += 2) {
            power = power.times(square);
            sum = sum.plus(power.dividedBy(Ball.of(k)));
        }
        return sum.plusMinus(power).scaled(1);
    }

    /** log x, by log x = y + 2 artanh u with u = (x − e^y)/(x + e^y), which triples the number of right digits. */
    private static Ball log(Ball x) {
        if (x.signum() <= 0) {
            throw new ArithmeticException("the logarithm of " + x);
        }
        long power = x.top();
        double fraction = x.scaled(-power).toDouble();
        Ball y = Ball.of(Math.log(fraction) + power * Math.log(2));
        for (int bits = 120, last = 0; ; last = bits, bits *= 3) {
            bits = Math.min(bits, x.bits);
            Ball e = exp(y.at(bits));
            Ball u = x.at(bits).minus(e).dividedBy(x.at(bits).plus(e));
            Ball next = y.at(bits).plus(u.scaled(1));
            if (last == x.bits) {
                return next.plusMinus(u.times(u).times(u));
            }
            y = Ball.of(next.mid, BigInteger.ZERO, next.exponent, bits);
        }
    }

    /** sin(x + quarters·π/2). */
    static Ball sin(Ball x, int quarters) {
        if (x.isZero()) {
            return Ball.of(new double[] {0, 1, 0, -1}[quarters & 3]).at(x.bits);
        }
        if (radiusTop(x) > -4) {
            throw new TooWide();
        }
        int w = x.bits + GUARD + (int) Math.abs(x.top());
        BigInteger quarter = Constants.pi(w).shiftRight(1);
        BigInteger all = fixed(x, w);
        BigInteger n = all.add(quarter.shiftRight(1)).divide(quarter);
        BigInteger rest = all.subtract(n.multiply(quarter));
        int turn = n.intValue() + quarters & 3;
        Ball result = ball(series(rest, w, turn), -w, x.bits)
                .plusMinus(Ball.ONE.scaled(Math.min(0, x.top()) - x.bits - GUARD / 2));
        return x.isExact() ? result : result.plusMinus(radius(x));
    }

    /** sin, cos, −sin or −cos by Taylor's series. */
    private static BigInteger series(BigInteger x, int w, int turn) {
        BigInteger square = x.multiply(x).shiftRight(w);
        BigInteger term = (turn & 1) == 0 ? x : BigInteger.ONE.shiftLeft(w);
        BigInteger sum = term;
        for (long k = (turn & 1) == 0 ? 2 : 1; term.signum() != 0; k += 2) {
            term = term.multiply(square).shiftRight(w).divide(BigInteger.valueOf(-k * (k + 1)));
            sum = sum.add(term);
        }
        return turn < 2 ? sum : sum.negate();
    }

    static Ball pi(int bits) {
        return ball(Constants.pi(bits + GUARD), -bits - GUARD, bits);
    }

    /** The angle in [0, π] with this cosine and sine. */
    static Ball angle(Ball cos, Ball sin) {
        if (cos.isZero() || sin.isZero()) {
            Ball pi = pi(sin.bits);
            return cos.isZero() ? pi.scaled(-1) : cos.signum() > 0 ? Ball.ZERO.at(sin.bits) : pi;
        }
        boolean acute = cos.signum() > 0;
        Ball adjacent = acute ? cos : cos.negate();
        Ball angle = adjacent.toDouble() > sin.toDouble()
                ? arctan(sin.dividedBy(adjacent))
                : pi(sin.bits).scaled(-1).minus(arctan(adjacent.dividedBy(sin)));
        return acute ? angle : pi(sin.bits).minus(angle);
    }

    /** arctan a for 0 < a < 2, by arctan a = 2 arctan(a/(1 + √(1 + a²))). */
    private static Ball arctan(Ball a) {
        int halvings = 8;
        int w = a.bits + GUARD + (int) Math.max(0, -a.top());
        BigInteger one = BigInteger.ONE.shiftLeft(w);
        BigInteger small = fixed(a, w);
        for (int k = 0; k < halvings; k++) {
            BigInteger root = one.multiply(one).add(small.multiply(small)).sqrt();
            small = small.shiftLeft(w).divide(one.add(root));
        }
        BigInteger square = small.multiply(small).shiftRight(w).negate();
        BigInteger power = small;
        BigInteger sum = small;
        for (long k = 3; power.signum() != 0 && !power.equals(BigInteger.ONE.negate()); k += 2) {
            power = power.multiply(square).shiftRight(w);
            sum = sum.add(power.divide(BigInteger.valueOf(k)));
        }
        Ball result =
                ball(sum, halvings - w, a.bits).plusMinus(Ball.ONE.scaled(Math.min(0, a.top()) - a.bits - GUARD / 2));
        return a.isExact() ? result : result.plusMinus(radius(a));
    }

    /** A sum of a series whose last GUARD/2 bits may be wrong. */
    private static Ball ball(BigInteger sum, long exponent, int bits) {
        return Ball.of(sum, BigInteger.ONE.shiftLeft(Math.max(0, sum.bitLength() - bits - GUARD / 2)), exponent, bits);
    }

    private static BigInteger fixed(Ball x, int w) {
        long shift = x.exponent + w;
        return shift >= 0 ? x.mid.shiftLeft((int) shift) : x.mid.shiftRight((int) Math.min(Integer.MAX_VALUE, -shift));
    }

    private static Ball radius(Ball x) {
        return Ball.of(x.rad, BigInteger.ZERO, x.exponent, x.bits);
    }

    private static long radiusTop(Ball x) {
        return x.isExact() ? Long.MIN_VALUE : x.exponent + x.rad.bitLength();
    }
}
