package io.github.marginloss.study.exact;

import java.util.Arrays;

/**
 * The cross-entropy of one sample, l = log Σ_j exp z_j − z_y, and g_j = ∂l/∂z_j = p_j − δ_jy, from logits in balls.
 *
 * @param loss l
 * @param slopes g
 */
record Softened(Graded loss, Graded[] slopes) {

    static Softened of(Ball[] z, int y, int bits) {
        int n = z.length;
        int top = 0;
        for (int j = 1; j < n; j++) {
            top = z[j].minus(z[top]).mid.signum() > 0 ? j : top;
        }
        Ball[] behind = new Ball[n];
        Ball lead = null;
        for (int j = 0; j < n; j++) {
            behind[j] = z[j].minus(z[top]).at(bits);
            boolean nearest = Graded.isFaint(behind[j])
                    && (lead == null || behind[j].minus(lead).mid.signum() > 0);
            lead = nearest ? behind[j] : lead;
        }
        Graded[] powers = new Graded[n];
        Graded others = Graded.ZERO;
        for (int j = 0; j < n; j++) {
            powers[j] = j == top ? Graded.of(Ball.ONE.at(bits)) : power(behind[j], lead, bits);
            others = j == top ? others : others.plus(powers[j]);
        }
        Ball sum = Ball.ONE.plus(others.head());
        Ball faint = others.coefficient().dividedBy(sum);
        Graded log = new Graded(Elementary.log1p(others.head().at(bits)), faint, faint.isZero() ? null : lead);
        Graded[] slopes = new Graded[n];
        Graded rest = Graded.ZERO;
        for (int j = 0; j < n; j++) {
            slopes[j] = quotient(powers[j], sum, faint, lead);
            rest = j == y ? rest : rest.plus(slopes[j]);
        }
        slopes[y] = rest.negate();
        return new Softened(Graded.of(z[top].minus(z[y])).plus(log), slopes);
    }

    /** The power of e; one that is too small to be seen is a multiple of e^lead. */
    private static Graded power(Ball behind, Ball lead, int bits) {
        if (!Graded.isFaint(behind)) {
            return Graded.of(Elementary.exp(behind));
        }
        Ball below = behind.minus(lead);
        return new Graded(Ball.ZERO, Graded.isFaint(below) ? Ball.ZERO : Elementary.exp(below.at(bits)), lead);
    }

    /** (h + c ε)/(s + f s ε) = h/s + (c/s − f h/s) ε. */
    private static Graded quotient(Graded power, Ball sum, Ball faint, Ball lead) {
        Ball head = power.head().dividedBy(sum);
        Ball coefficient = power.coefficient().dividedBy(sum).minus(faint.times(head));
        return coefficient.isZero() ? Graded.of(head) : new Graded(head, coefficient, lead);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Softened that && loss.equals(that.loss) && Arrays.equals(slopes, that.slopes);
    }

    @Override
    public int hashCode() {
        return loss.hashCode();
    }
}
