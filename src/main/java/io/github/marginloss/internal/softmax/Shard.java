package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.RowSource;
import java.util.Arrays;

/**
 * The classes at hand, one per row: all classes, neighbouring ones, or some of these. Nothing here is modified.
 *
 * @param weights their class weights
 * @param bias their biases, or null
 * @param classes n, the number of all classes
 * @param first the class in row 0, for neighbouring classes
 * @param numbers the class in each row, ascending; null for neighbouring classes
 * @param multiplicity how many classes each row stands for; null if each stands only for itself
 */
public record Shard(RowSource weights, RowSource bias, int classes, int first, int[] numbers, double[] multiplicity) {

    /** The row of a class that is not at hand. */
    static final int ELSEWHERE = -1;

    /** Returns all classes. */
    static Shard all(RowSource weights, RowSource bias) {
        return of(weights, bias, weights.rows(), 0);
    }

    /**
     * Returns neighbouring classes.
     *
     * @param weights their class weights. Not modified.
     * @param bias their biases, or null. Not modified.
     * @param classes n
     * @param first the first of them
     * @return these classes
     */
    public static Shard of(RowSource weights, RowSource bias, int classes, int first) {
        return new Shard(weights, bias, classes, first, null, null);
    }

    /** {@return the row of a class, or {@link #ELSEWHERE}} */
    int row(int label) {
        if (numbers != null) {
            return Math.max(ELSEWHERE, Arrays.binarySearch(numbers, label));
        }
        return label >= first && label - first < weights.rows() ? label - first : ELSEWHERE;
    }

    /**
     * Returns the rows of classes.
     *
     * @param labels the classes. Not modified.
     * @return the row of each, or a negative number where it is not at hand
     */
    public int[] rows(int... labels) {
        return Arrays.stream(labels).map(this::row).toArray();
    }

    /** {@return how many classes a row stands for} */
    double multiplicity(int row) {
        return multiplicity == null ? 1 : multiplicity[row];
    }
}
