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
        Graded[] powers = new Graded[n];
        Graded others = Graded.ZERO;
        for (int j = 0; j < n; j++) {
            powers[j] = power(z[j].minus(z[top]), bits);
            others = j == top ? others : others.plus(powers[j]);
        }
        Ball sum = Ball.ONE.plus(others.head().at(bits));
        FaintSum faint = FaintSum.of(others.tails(), sum, n);
        Graded log = new Graded(Elementary.log1p(others.head().at(bits)), faint.log1p());
        Graded[] slopes = new Graded[n];
        Graded rest = Graded.ZERO;
        for (int j = 0; j < n; j++) {
            slopes[j] = probability(powers[j], sum, faint);
            rest = j == y ? rest : rest.plus(slopes[j]);
        }
        // p − 1 is minus the sum of the other p, and exact if p is too small to change it
        boolean unseen = powers[y].head().isZero();
        slopes[y] = unseen ? slopes[y].plus(Graded.of(Ball.ONE.negate())) : rest.negate();
        return new Softened(Graded.of(z[top].minus(z[y])).plus(log), slopes);
    }

    private static Graded power(Ball behind, int bits) {
        return Tails.isFaint(behind)
                ? new Graded(Ball.ZERO, Tails.of(behind, bits))
                : Graded.of(Elementary.exp(behind.at(bits)));
    }

    /** e/(s (1 + f)). */
    private static Graded probability(Graded power, Ball sum, FaintSum faint) {
        if (power.head().isZero()) {
            return new Graded(Ball.ZERO, faint.inverse(power.tails().times(Ball.ONE.dividedBy(sum))));
        }
        Ball head = power.head().dividedBy(sum);
        return new Graded(head, faint.inverse().times(head));
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
