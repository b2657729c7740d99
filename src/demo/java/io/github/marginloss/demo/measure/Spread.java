package io.github.marginloss.demo.measure;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mean of some numbers, and their standard deviation.
 *
 * @param mean their mean
 * @param deviation the sample deviation, with their number minus one as divisor; NaN for a single number
 */
public record Spread(double mean, double deviation) {

    /** Computes the mean and the deviation of numbers. */
    public static Spread of(double... numbers) {
        double mean = DoubleStream.of(numbers).average().orElse(Double.NaN);
        double squares =
                DoubleStream.of(numbers).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, Math.sqrt(squares / (numbers.length - 1)));
    }

    /**
     * Computes the mean and the deviation of paired differences, first − second. If both numbers of a pair have the
     * same seed, the influence of the seed cancels.
     */
    public static Spread ofDifferences(double[] first, double[] second) {
        return of(IntStream.range(0, first.length)
                .mapToDouble(k -> first[k] - second[k])
                .toArray());
    }
}
