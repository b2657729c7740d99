package io.github.marginloss;

import io.github.marginloss.core.MarginRule;
import io.github.marginloss.internal.Check;
import java.util.Arrays;
import java.util.Objects;

/**
 * One margin for each class: z<sub>iy</sub> = s cos(θ<sub>y</sub> + m<sub>y</sub>), or s (cos θ<sub>y</sub> −
 * m<sub>y</sub>). Rare classes, which have few samples to learn from, get the larger margins:
 *
 * <pre>{@code
 * double[] m = ClassMargins.byFrequency(counts, 0.05, 0.5, 0.25);
 * Loss loss = new MarginSoftmax(Scale.fixed(64), ClassMargins.angular(m), Reduction.MEAN);
 * }</pre>
 *
 * <p>Ha et al., Google Landmark Recognition 2020 Competition Third Place Solution, 2020, sec. 3.3 (dynamic margin).
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: that of {@link ArcFace} or {@link CosFace} with the same margins.
 */
public final class ClassMargins {

    private ClassMargins() {}

    /**
     * Returns the rule ψ(θ) = cos(θ + m<sub>y</sub>). A loss with another number of classes refuses it.
     *
     * @param m one margin per class, in radians, from −π to π; copied
     * @return the rule
     * @throws NullPointerException if m is null
     * @throws IllegalArgumentException if a margin is out of range
     */
    public static MarginRule angular(double... m) {
        return new ListedMargins(true, true, m);
    }

    /**
     * Returns the rule ψ(θ) = cos θ − m<sub>y</sub>. A loss with another number of classes refuses it.
     *
     * @param m one margin per class, a difference of cosines, from −2 to 2; copied
     * @return the rule
     * @throws NullPointerException if m is null
     * @throws IllegalArgumentException if a margin is out of range
     */
    public static MarginRule cosine(double... m) {
        return new ListedMargins(true, false, m);
    }

    /**
     * Returns margins that fall with the frequency of a class: m<sub>j</sub> = a n<sub>j</sub><sup>−power</sup> + b,
     * where a and b give the rarest class the largest margin and the most frequent one the smallest, as in
     * pytorch-metric-learning 3. Its earlier versions, and the paper, fix a = 0.5 and b = 0.05 instead, so no class
     * gets exactly the smallest or the largest margin.
     *
     * @param counts n, the number of samples of each class, > 0. Not modified.
     * @param least the margin of the most frequent class, ≥ −π
     * @param greatest the margin of the rarest class, from least to π; also the margin of all classes if they are
     *     equally frequent
     * @param power > 0; published: 0.25
     * @return m, one margin per class
     * @throws NullPointerException if counts is null
     * @throws IllegalArgumentException if a count is not positive, or a number is out of range
     */
    public static double[] byFrequency(int[] counts, double least, double greatest, double power) {
        Check.margin("least", least, true);
        Check.margin("greatest", greatest, true);
        Check.ordered("least", least, "greatest", greatest);
        Check.positive("power", power);
        Objects.requireNonNull(counts, "counts");
        for (int j = 0; j < counts.length; j++) {
            Check.positive("counts[" + j + "]", counts[j]);
        }
        double commonest = Arrays.stream(counts).max().orElse(1);
        int rarest = Arrays.stream(counts).min().orElse(1);
        // (n^−power − N^−power) / N^−power, with N the largest count, keeps its digits for any small power
        double end = Math.expm1(-power * Math.log(rarest / commonest));
        return Arrays.stream(counts)
                .mapToDouble(n -> n == rarest
                        ? greatest
                        : least + (greatest - least) * (Math.expm1(-power * Math.log(n / commonest)) / end))
                .toArray();
    }
}
