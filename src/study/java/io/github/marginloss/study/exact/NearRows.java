package io.github.marginloss.study.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows (a, b) of whole numbers whose angle to (1, 0) is as close to a given angle as their size permits: within about
 * 2^-2k for numbers of k bits. They are the convergents of the continued fraction of the angle's tangent.
 */
public final class NearRows {

    private static final int BITS = 480;

    private NearRows() {}

    /** Rows near the angle π·k/t. */
    public static List<double[]> ofTurn(long k, long t, int bits) {
        return of(Elementary.pi(BITS).times(Ball.of(k)).dividedBy(Ball.of(t)), bits);
    }

    /** Rows near the angle (π − m)/multiple. */
    public static List<double[]> ofRest(double m, double multiple, int bits) {
        return of(Elementary.pi(BITS).minus(Ball.of(m)).dividedBy(Ball.of(multiple)), bits);
    }

    /** Rows near an angle in (0, π), in numbers of at most the given bits; the nearest comes last. */
    private static List<double[]> of(Ball angle, int bits) {
        Ball sine = Elementary.sin(angle, 0);
        Ball cosine = Elementary.sin(angle, 1);
        BigInteger b = sine.mid.shiftLeft(Math.max(0, (int) (sine.exponent + BITS)));
        BigInteger a = cosine.mid.abs().shiftLeft(Math.max(0, (int) (cosine.exponent + BITS)));
        b = sine.exponent + BITS < 0 ? b.shiftRight((int) -(sine.exponent + BITS)) : b;
        a = cosine.exponent + BITS < 0 ? a.shiftRight((int) -(cosine.exponent + BITS)) : a;
        BigInteger[] up = {BigInteger.ZERO, BigInteger.ONE};
        BigInteger[] down = {BigInteger.ONE, BigInteger.ZERO};
        List<double[]> rows = new ArrayList<>();
        rows.add(new double[] {0, 1});
        while (a.signum() != 0) {
            BigInteger[] step = b.divideAndRemainder(a);
            up = new BigInteger[] {up[1], step[0].multiply(up[1]).add(up[0])};
            down = new BigInteger[] {down[1], step[0].multiply(down[1]).add(down[0])};
            if (up[1].bitLength() > bits || down[1].bitLength() > bits) {
                break;
            }
            rows.add(new double[] {cosine.mid.signum() * down[1].doubleValue(), up[1].doubleValue()});
            b = a;
            a = step[1];
        }
        return rows;
    }
}
