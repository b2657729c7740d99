package io.github.marginloss.demo.measure;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mean of some numbers, and their standard deviation.
 *
 * @param mean their mean
 * @param deviation with one less than their number as the divisor; NaN for a single number
 */
public record Spread(double mean, double deviation) {

    /** Of numbers. */
    public static Spread of(double... numbers) {
        double mean = DoubleStream.of(numbers).average().orElse(Double.NaN);
        double squares =
                DoubleStream.of(numbers).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, Math.sqrt(squares / (numbers.length - 1)));
    }

    /**
     * Of paired differences, first − second. Where both numbers of a pair come from the same seed, what the seed makes
     * easy or hard cancels.
     */
    public static Spread ofDifferences(double[] first, double[] second) {
        return of(IntStream.range(0, first.length)
                .mapToDouble(k -> first[k] - second[k])
                .toArray());
    }
}
