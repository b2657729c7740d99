package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;
import java.util.ArrayList;
import java.util.List;

/**
 * The cross-entropy of one row of logits, l = log Σ exp z<sub>j</sub> − z<sub>y</sub>, and its derivatives. With the
 * greatest logit M, which need not be quite the greatest,
 *
 * <pre>{@code
 * E_j = exp(z_j − M),   l = (M − z_y) + log(1 + Σ E_j, without M's own),   g_j = E_j / Σ E,   g_y = −Σ_{j≠y} E_j / Σ E
 * }</pre>
 *
 * <p>so that a confident sample keeps the digits of its small loss, and p<sub>y</sub> − 1 is never formed.
 *
 * @param <N> the arithmetic
 * @param loss l
 * @param g ∂l/∂z
 */
record CrossEntropy<N extends Numeric<N>>(N loss, List<N> g) {

    static <N extends Numeric<N>> CrossEntropy<N> of(List<N> z, int label) {
        int top = greatest(z);
        N greatest = z.get(top);
        N zero = greatest.constant(0);
        N rest = zero;
        N others = zero;
        List<N> powers = new ArrayList<>(z.size());
        for (int j = 0; j < z.size(); j++) {
            N power = j == top ? zero.constant(1) : z.get(j).minus(greatest).exp();
            powers.add(power);
            rest = j == top ? rest : rest.plus(power);
            others = j == label ? others : others.plus(power);
        }
        N sum = rest.plus(1);
        N log = rest.log1p();
        List<N> g = new ArrayList<>(z.size());
        for (int j = 0; j < z.size(); j++) {
            g.add((j == label ? others.negate() : powers.get(j)).dividedBy(sum));
        }
        return new CrossEntropy<>(
                top == label ? log : greatest.minus(z.get(label)).plus(log), g);
    }

    private static <N extends Numeric<N>> int greatest(List<N> z) {
        int top = 0;
        for (int j = 1; j < z.size(); j++) {
            top = z.get(j).minus(z.get(top)).toDouble() > 0 ? j : top;
        }
        return top;
    }
}
