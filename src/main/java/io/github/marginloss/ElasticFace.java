package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The elastic margin loss: z<sub>ij</sub> = s cos θ<sub>j</sub> for j ≠ y, and z<sub>iy</sub> = s cos(θ<sub>y</sub> +
 * m<sub>i</sub>) or s (cos θ<sub>y</sub> − m<sub>i</sub>), with one margin m<sub>i</sub> per sample. The margins are
 * drawn anew for each batch, so each batch needs its own loss:
 *
 * <pre>{@code
 * double[] m = ElasticFace.draw(0.5, 0.05, labels.length, random);
 * Evaluation step = ElasticFace.angular(64, m).backward(features, parameters, labels);
 * }</pre>
 *
 * <p>ElasticFace+ gives the smallest margin to the sample with the largest target cosine, as {@link #sortedFor
 * sortedFor} does. The published code pairs them by the inverse permutation instead, which amounts to another random
 * draw.
 *
 * <p>Boutros et al., ElasticFace: Elastic Margin Loss for Deep Face Recognition, 2022, eq. 5 and 6. Published: s = 64;
 * mean 0.5 and deviation 0.05 for angles, 0.35 and 0.05 for cosines; with sorting, deviations of 0.0175 for angles and
 * 0.025 for cosines (0.02 in the published program).
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: that of {@link ArcFace} or {@link CosFace} with the same margins.
 *
 * @param s the scale, > 0
 * @param angular whether margins are angles in radians, from −π to π, rather than differences of cosines, from −2 to 2
 * @param margins m, one per sample; the loss refuses a batch of another size
 * @param reduction how the sample losses are reduced
 */
public record ElasticFace(double s, boolean angular, double[] margins, Reduction reduction) implements HeadLoss {

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param angular the kind of margins
     * @param margins m, one per sample; copied
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if margins is null
     */
    public ElasticFace(double s, boolean angular, double... margins) {
        this(s, angular, margins, Reduction.MEAN);
    }

    /**
     * Checks the components.
     *
     * @param s finite and > 0
     * @param angular the kind of margins
     * @param margins in range; copied
     * @param reduction not null
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if margins or reduction is null
     */
    public ElasticFace {
        Check.positive("s", s);
        margins = ListedMargins.checked("margins", angular, margins);
        Objects.requireNonNull(reduction, "reduction");
    }

    /**
     * Returns ElasticFace-Arc, with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m one margin per sample, in radians, from −π to π; copied
     * @return the loss
     * @throws NullPointerException if m is null
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ElasticFace angular(double s, double... m) {
        return new ElasticFace(s, true, m);
    }

    /**
     * Returns ElasticFace-Cos, with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m one margin per sample, a difference of cosines, from −2 to 2; copied
     * @return the loss
     * @throws NullPointerException if m is null
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ElasticFace cosine(double s, double... m) {
        return new ElasticFace(s, false, m);
    }

    /**
     * Draws margins from a normal distribution.
     *
     * @param mean its mean
     * @param deviation its standard deviation, ≥ 0; with 0, every margin is the mean
     * @param count the number of margins
     * @param random the source of random numbers
     * @return m
     * @throws NullPointerException if random is null
     * @throws IllegalArgumentException if a number is out of range
     */
    public static double[] draw(double mean, double deviation, int count, RandomGenerator random) {
        Check.finite("mean", mean);
        Check.nonNegative("deviation", deviation);
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + ": an integer ≥ 0 expected");
        }
        Objects.requireNonNull(random, "random");
        return IntStream.range(0, count)
                .mapToDouble(i -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    /**
     * Pairs margins with samples: the smallest margin goes to the sample with the largest cosine, the next smallest to
     * the next largest, and so on. Equal cosines keep their order.
     *
     * @param cosines cos θ<sub>y</sub> of each sample, as {@link MarginLoss#targetCosines targetCosines} returns them.
     *     Not modified.
     * @param margins one per cosine, in any order. Not modified.
     * @return the same margins, one per sample
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the lengths differ, or a number is not finite
     */
    public static double[] sortedFor(double[] cosines, double[] margins) {
        Objects.requireNonNull(cosines, "cosines");
        Objects.requireNonNull(margins, "margins");
        if (cosines.length != margins.length) {
            throw new IllegalArgumentException(
                    margins.length + " margins for " + cosines.length + " cosines: one margin per sample expected");
        }
        for (int i = 0; i < cosines.length; i++) {
            Check.finite("cosines[" + i + "]", cosines[i]);
            Check.finite("margins[" + i + "]", margins[i]);
        }
        double[] ascending = margins.clone();
        Arrays.sort(ascending);
        int[] order = IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> 0.0 - cosines[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] paired = new double[order.length];
        for (int k = 0; k < order.length; k++) {
            paired[order[k]] = ascending[k];
        }
        return paired;
    }

    @Override
    public Head head() {
        return new Head.Cosine(Scale.fixed(s), new ListedMargins(false, angular, margins));
    }

    @Override
    public ElasticFace withReduction(Reduction reduction) {
        return new ElasticFace(s, angular, margins, reduction);
    }

    /** {@return m, a copy} */
    @Override
    public double[] margins() {
        return margins.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ElasticFace that
                && Double.compare(s, that.s) == 0
                && angular == that.angular
                && Arrays.equals(margins, that.margins)
                && reduction.equals(that.reduction);
    }

    @Override
    public int hashCode() {
        return Objects.hash(s, angular, Arrays.hashCode(margins), reduction);
    }

    @Override
    public String toString() {
        return "ElasticFace[s=" + s + ", angular=" + angular + ", margins=" + Arrays.toString(margins) + ", reduction="
                + reduction + "]";
    }
}
