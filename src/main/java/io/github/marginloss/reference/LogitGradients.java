package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;
import java.util.ArrayList;
import java.util.List;

/**
 * The cross-entropy of one row of logits, l = log Σ exp z<sub>j</sub> − z<sub>y</sub>, and its derivatives. With t the
 * class of the largest logit, or of a logit close to it,
 *
 * <pre>{@code
 * E_j = exp(z_j − z_t),   S = Σ_{j≠t} E_j,   l = (z_t − z_y) + log(1 + S),   p_j = E_j/(1 + S),   p_t = 1 − S/(1 + S)
 * g_j = p_j,   g_y = p_y − 1,   and if t = y: g_y = −S/(1 + S)
 * }</pre>
 *
 * <p>In this form a confident sample keeps the digits of its small loss and gradient. In a sample that is confidently
 * wrong, a probability is kept as 1 minus a small number, because that number may decide a tie.
 *
 * <p>Labels smoothed by ε add (ε/n) Σ<sub>j</sub> (z<sub>y</sub> − z<sub>j</sub>) to l, −ε/n to every derivative, and ε
 * to that of the target.
 *
 * @param <N> the arithmetic
 * @param loss l
 * @param g ∂l/∂z
 * @param top t
 */
record LogitGradients<N extends Numeric<N>>(N loss, List<N> g, int top) {

    static <N extends Numeric<N>> LogitGradients<N> of(Products<N> products, List<N> z, int label, double smoothing) {
        LogitGradients<N> hard = of(products, z, label);
        return smoothing == 0 ? hard : hard.smoothed(z, label, smoothing);
    }

    private LogitGradients<N> smoothed(List<N> z, int label, double smoothing) {
        N epsilon = loss.constant(smoothing);
        N share = epsilon.dividedBy(z.size());
        N sum = loss.constant(0);
        List<N> smooth = new ArrayList<>(z.size());
        for (int j = 0; j < z.size(); j++) {
            sum = j == label ? sum : sum.plus(z.get(label).minus(z.get(j)));
            smooth.add(g.get(j).minus(share));
        }
        smooth.set(label, smooth.get(label).plus(epsilon));
        return new LogitGradients<>(loss.plus(sum.times(share)), smooth, top);
    }

    private static <N extends Numeric<N>> LogitGradients<N> of(Products<N> products, List<N> z, int label) {
        int top = largest(z);
        N largest = z.get(top);
        N zero = largest.constant(0);
        N rest = zero;
        List<N> powers = new ArrayList<>(z.size());
        for (int j = 0; j < z.size(); j++) {
            products.check();
            N power = j == top ? zero : z.get(j).minus(largest).exp();
            powers.add(power);
            rest = rest.plus(power);
        }
        N sum = rest.plus(1);
        List<N> g = new ArrayList<>(z.size());
        for (int j = 0; j < z.size(); j++) {
            N part = (j == top ? rest.negate() : powers.get(j)).dividedBy(sum);
            int whole = (j == top ? 1 : 0) - (j == label ? 1 : 0);
            g.add(whole == 0 ? part : part.plus(whole));
        }
        N log = rest.log1p();
        return new LogitGradients<>(
                top == label ? log : largest.minus(z.get(label)).plus(log), g, top);
    }

    private static <N extends Numeric<N>> int largest(List<N> z) {
        int top = 0;
        for (int j = 1; j < z.size(); j++) {
            top = z.get(j).minus(z.get(top)).toDouble() > 0 ? j : top;
        }
        return top;
    }
}
