package io.github.marginloss.demo.measure;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Measures of how features cluster. The direction μ_j of a class is the mean of its normalised features; the mean of a
 * class is the mean of its features. Classes without a feature do not count.
 *
 * @param intraAngle the mean angle between a feature and the direction of its class, radians
 * @param interAngle the mean angle between the direction of a class and the nearest other one, radians
 * @param distanceRatio the mean distance of a feature to its class mean, divided by that of two class means
 * @param fisher the angular Fisher score S_w / S_b, the lower the better (Liu et al. 2017, appendix E): with μ the mean
 *     of all normalised features, S_w = Σ_i (1 − cos(x_i, μ_y)) and S_b = Σ_j n_j (1 − cos(μ_j, μ))
 */
public record Geometry(double intraAngle, double interAngle, double distanceRatio, double fisher) {

    /**
     * Computes the measures.
     *
     * @param features m×d. Not modified.
     * @param labels m entries in [0, classes). Not modified.
     */
    public static Geometry of(DMatrixRMaj features, int[] labels, int classes) {
        int[] counts = Rows.counts(labels, classes);
        int[] seen = IntStream.range(0, classes).filter(j -> counts[j] > 0).toArray();
        DMatrixRMaj unit = Rows.normalised(features);
        DMatrixRMaj directions = Rows.classMeans(unit, labels, classes);
        DMatrixRMaj means = Rows.classMeans(features, labels, classes);
        DMatrixRMaj all = Rows.classMeans(unit, new int[labels.length], 1);
        double angles = 0;
        double distances = 0;
        double within = 0;
        for (int i = 0; i < labels.length; i++) {
            double cos = Rows.cos(unit, i, directions, labels[i]);
            angles += Math.acos(cos);
            within += 1 - cos;
            distances += Rows.distance(features, i, means, labels[i]);
        }
        double between = IntStream.of(seen)
                .mapToDouble(j -> counts[j] * (1 - Rows.cos(directions, j, all, 0)))
                .sum();
        return new Geometry(
                angles / labels.length,
                meanNearestAngle(directions, seen),
                distances / labels.length / meanDistance(means, seen),
                within / between);
    }

    private static double meanNearestAngle(DMatrixRMaj directions, int[] seen) {
        return IntStream.of(seen)
                .mapToDouble(j -> IntStream.of(seen)
                        .filter(other -> other != j)
                        .mapToDouble(other -> Math.acos(Rows.cos(directions, j, directions, other)))
                        .min()
                        .orElse(Double.NaN))
                .average()
                .orElse(Double.NaN);
    }

    private static double meanDistance(DMatrixRMaj means, int[] seen) {
        return IntStream.of(seen)
                .boxed()
                .flatMapToDouble(j -> IntStream.of(seen)
                        .filter(other -> other < j)
                        .mapToDouble(other -> Rows.distance(means, j, means, other)))
                .average()
                .orElse(Double.NaN);
    }
}
