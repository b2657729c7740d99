package io.github.marginloss.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Class weights of new identities without training: the mean direction of their samples (Qi et al., Low-Shot Learning with
 * Imprinted Weights, 2018), of length 1.
 */
final class Enrolment {

    private Enrolment() {}

    /**
     * Makes class weights.
     *
     * @param samples of these and other classes
     * @param shape of the head that they are for, whose classes come before
     * @param count the number of new classes
     * @return an RDD of one element, one class per row
     * @throws UserException if a class has no sample, or they are too many for a shard
     */
    static JavaRDD<ClassRows> rows(JavaRDD<Sample> samples, Shape shape, int count) {
        int first = shape.classes();
        int dimension = shape.dimension();
        ClassRows.Storage storage = shape.storage();
        if (count > Shape.most(dimension)) {
            throw new UserException(count + " new classes are too many for a shard of " + dimension
                    + " features: at most " + Shape.most(dimension) + " at a time expected");
        }
        JavaPairRDD<Integer, double[]> means = samples.filter(
                        sample -> sample.label() >= first && sample.label() - first < count)
                .mapToPair(sample -> new Tuple2<>(sample.label() - first, sample))
                .groupByKey()
                .mapValues(found -> direction(found, dimension));
        // Spark keeps what groupByKey has brought together, so the samples are not read a second time below
        long there = means.count();
        if (there != count) {
            throw new UserException("of the new classes " + first + " to " + (first + count - 1) + ", "
                    + (count - there) + " have no samples: at least one of each expected");
        }
        return means.repartition(1).mapPartitions(pairs -> {
            ClassRows rows = storage.rows(count, dimension);
            pairs.forEachRemaining(pair -> {
                for (int k = 0; k < dimension; k++) {
                    rows.set(pair._1() * dimension + k, pair._2()[k]);
                }
            });
            return List.of(rows).iterator();
        });
    }

    /** Sums in an order of their own, as Spark brings them in any. */
    private static double[] direction(Iterable<Sample> samples, int dimension) {
        List<Sample> sorted = new ArrayList<>();
        samples.forEach(sorted::add);
        sorted.sort(Comparator.comparingLong(sample -> sample.key(0, 0)));
        double[] sum = new double[dimension];
        for (Sample sample : sorted) {
            double[] unit = unit(sample.features());
            for (int k = 0; k < dimension; k++) {
                sum[k] += unit[k];
            }
        }
        return unit(sum);
    }

    private static double[] unit(double[] row) {
        double square = 0;
        for (double v : row) {
            square += v * v;
        }
        double[] unit = new double[row.length];
        for (int k = 0; k < row.length; k++) {
            unit[k] = square == 0 ? 0 : row[k] / Math.sqrt(square);
        }
        return unit;
    }
}
