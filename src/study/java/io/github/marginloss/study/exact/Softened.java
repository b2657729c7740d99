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
            powers[j] = power(z[j].minus(z[top]).at(bits));
            others = j == top ? others : others.plus(powers[j]);
        }
        Ball sum = Ball.ONE.plus(others.head().at(bits));
        Graded faint = new Graded(Ball.ZERO, others.coefficient().dividedBy(sum), others.logarithm());
        Graded log = Graded.of(Elementary.log1p(others.head().at(bits))).plus(faint);
        Graded[] slopes = new Graded[n];
        Graded rest = Graded.ZERO;
        for (int j = 0; j < n; j++) {
            slopes[j] = probability(powers[j], sum, faint);
            rest = j == y ? rest : rest.plus(slopes[j]);
        }
        // p − 1 is minus the others, and exact where p cannot be seen
        boolean unseen = powers[y].head().isZero();
        slopes[y] = unseen ? slopes[y].plus(Graded.of(Ball.ONE.negate())) : rest.negate();
        return new Softened(Graded.of(z[top].minus(z[y])).plus(log), slopes);
    }

    private static Graded power(Ball behind) {
        return Graded.isFaint(behind)
                ? new Graded(Ball.ZERO, Ball.ONE.at(behind.bits), behind)
                : Graded.of(Elementary.exp(behind));
    }

    /** e/(s (1 + ε)): e/s for what is too small to be seen, else (1 − ε) e/s. */
    private static Graded probability(Graded power, Ball sum, Graded faint) {
        if (power.head().isZero()) {
            return new Graded(Ball.ZERO, power.coefficient().dividedBy(sum), power.logarithm());
        }
        Ball head = power.head().dividedBy(sum);
        return Graded.of(head).plus(faint.times(head).negate());
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
