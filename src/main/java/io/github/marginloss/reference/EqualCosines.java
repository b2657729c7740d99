package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plain logits of one sample. Classes with exactly the same cosine share one number, so that differences of their
 * logits are exactly 0 even if each logit is irrational.
 *
 * @param <N> the arithmetic
 */
final class EqualCosines<N extends Numeric<N>> {

    private record Known<N>(N logit, N dot, N weightSquare) {}

    private final Map<Double, List<Known<N>>> near = new HashMap<>();

    /**
     * {@return the equal logit of an earlier class if there is one, otherwise this logit}
     *
     * @param logit a multiple of cos θ that is the same for all classes
     * @param dot x·w, exact
     * @param weightSquare w·w, exact
     */
    N first(N logit, N dot, N weightSquare) {
        List<Known<N>> alike = near.computeIfAbsent(logit.toDouble() + 0.0, key -> new ArrayList<>());
        for (Known<N> known : alike) {
            // cos²θ = (x·w)²/(x·x)(w·w), and the signs are those of x·w
            N one = dot.times(dot).times(known.weightSquare);
            N other = known.dot.times(known.dot).times(weightSquare);
            if (one.minus(other).isZero() && dot.signum() == known.dot.signum()) {
                return known.logit;
            }
        }
        alike.add(new Known<>(logit, dot, weightSquare));
        return logit;
    }
}
