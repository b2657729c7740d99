package io.github.marginloss.study.exact;

/**
 * The angle θ between a feature x and a class weight w. Dot products of doubles are exact. So it is certain whether
 * rows are parallel, orthogonal or zero, and √((x·x)(w·w) − (x·w)²) keeps its digits at any angle. A zero row has the
 * angle π/2 and no derivative.
 */
final class Angle {

    final Ball cos;
    final Ball sin;
    /** √((x·x)(w·w)) = ‖x‖‖w‖; null for a zero row. */
    final Ball norms;

    private final Ball xx;
    private final Ball ww;
    private final Ball xw;
    private final int bits;
    private Ball theta;

    Angle(Ball[] x, Ball[] w, int bits) {
        this.bits = bits;
        xx = dot(x, x);
        ww = dot(w, w);
        xw = dot(x, w);
        Ball square = xx.times(ww);
        if (square.isZero()) {
            norms = null;
            cos = Ball.ZERO;
            sin = Ball.ONE.at(bits);
            return;
        }
        norms = square.sqrtAt(bits);
        cos = xw.dividedBy(norms);
        sin = square.minus(xw.times(xw)).sqrtAt(bits).dividedBy(norms);
    }

    static Ball dot(Ball[] a, Ball[] b) {
        Ball sum = Ball.ZERO;
        for (int k = 0; k < a.length; k++) {
            sum = sum.plus(a[k].times(b[k]));
        }
        return sum;
    }

    boolean isZeroRow() {
        return norms == null;
    }

    /** Whether θ is 0 or π. */
    boolean isParallel() {
        return sin.isZero();
    }

    /** θ in [0, π]. */
    Ball theta() {
        if (theta == null) {
            theta = Elementary.angle(cos, sin.at(bits));
        }
        return theta;
    }

    /** ∂cos θ/∂x_k times ‖x‖‖w‖: w_k − (x·w)/(x·x) x_k. */
    Ball byFeature(Ball x, Ball w) {
        return w.times(xx).minus(xw.times(x)).at(bits).dividedBy(xx.at(bits));
    }

    /** ∂cos θ/∂w_k times ‖x‖‖w‖: x_k − (x·w)/(w·w) w_k. */
    Ball byWeight(Ball x, Ball w) {
        return x.times(ww).minus(xw.times(w)).at(bits).dividedBy(ww.at(bits));
    }
}
