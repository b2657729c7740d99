package io.github.marginloss.shard;

import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Samples;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The classes of a shard that take part in a step: all <em>positives</em> (the target classes of the batch), and enough
 * <em>negatives</em> to make up a given share of the shard. Negatives are drawn uniformly without replacement. A step
 * takes that share of the time, and reads and writes no other rows. Momentum and weight decay, too, change only the
 * gathered rows.
 *
 * <pre>{@code
 * ClassSample sample = ClassSample.draw(labels, first, W.numRows, 0.1, random);
 * Parameters rows = Parameters.ofWeights(sample.gather(W));
 * // targets, scan and gradients take sample and rows in place of first and all rows; then the optimiser moves rows
 * sample.scatter(rows.weights(), W);
 * }</pre>
 *
 * <p>The loss is that of the classes that take part. If k of the shard's N classes take part, and p of them are
 * positives, {@link Correction#LOG_RATE} counts each drawn negative (N − p)/(k − p) times: it adds the logarithm of
 * this number to the logit. The expected value of Σ exp z is then the full sum. On average, the loss still remains
 * below the full loss, because it contains the logarithm of the sum.
 *
 * <p>An et al., Partial FC: Training 10 Million Identities on a Single Machine, 2021, sec. 3.2. Immutable.
 */
public final class ClassSample implements Serializable {

    private static final long serialVersionUID = 1;

    /** How the loss allows for the classes that do not take part. */
    public enum Correction {
        /** Not at all, as published: the loss is that of the sampled classes. */
        NONE,
        /** Each drawn negative stands for (N − p)/(k − p) negatives, so that Σ exp z is unbiased. */
        LOG_RATE
    }

    /** Odd, so that no two numbers have the same product modulo 2^64. */
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private final int first;
    private final int count;
    private final int[] classes;
    private final int[] positives;
    private final Correction correction;

    private ClassSample(int first, int count, int[] classes, int[] positives, Correction correction) {
        this.first = first;
        this.count = count;
        this.classes = classes;
        this.positives = positives;
        this.correction = correction;
    }

    /**
     * Draws a sample without a correction.
     *
     * @param labels y, numbered over all shards; those of other shards do not count. Leave out ignored labels that are
     *     classes, because their classes would count as positives. Not modified.
     * @param firstClass the first class of the shard
     * @param count the number of its classes
     * @param rate the share that takes part, 0 &lt; rate ≤ 1
     * @param random draws the negatives
     * @return the sample
     * @throws NullPointerException if labels or random is null
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ClassSample draw(int[] labels, int firstClass, int count, double rate, RandomGenerator random) {
        return draw(labels, firstClass, count, rate, Correction.NONE, random);
    }

    /**
     * Draws a sample. It has ⌊rate·count⌋ classes, or more if these are too few for all positives. It has at least one
     * class if the shard has any; with {@link Correction#LOG_RATE} it also has at least one negative, if there is one.
     *
     * @param labels y, numbered over all shards; those of other shards do not count. Leave out ignored labels that are
     *     classes, because their classes would count as positives. Not modified.
     * @param firstClass the first class of the shard
     * @param count the number of its classes
     * @param rate the share that takes part, 0 &lt; rate ≤ 1
     * @param correction how the loss allows for the classes that do not take part
     * @param random draws the negatives
     * @return the sample
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ClassSample draw(
            int[] labels, int firstClass, int count, double rate, Correction correction, RandomGenerator random) {
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(correction, "correction");
        Objects.requireNonNull(random, "random");
        Check.rate("rate", rate);
        checkRange(firstClass, count);
        int[] positives = Arrays.stream(labels)
                .filter(label -> label >= firstClass && label - firstClass < count)
                .sorted()
                .distinct()
                .toArray();
        int others = count - positives.length;
        int smallest = positives.length == 0 || correction == Correction.LOG_RATE ? 1 : 0;
        int wanted = (int) (rate * count) - positives.length;
        BitSet drawn = draw(others, Math.min(others, Math.max(smallest, wanted)), random);
        return new ClassSample(firstClass, count, union(positives, drawn, firstClass), positives, correction);
    }

    private static void checkRange(int first, int count) {
        if (first < 0) {
            throw new IllegalArgumentException("firstClass is " + first + ": 0 ≤ firstClass expected");
        }
        if (count < 0 || first + (long) count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("count is " + count + ": 0 ≤ count ≤ " + (Integer.MAX_VALUE - first)
                    + " expected for a shard that begins at class " + first);
        }
    }

    /** Draws k of n numbers, each set of k with the same probability (Bentley and Floyd 1987). */
    private static BitSet draw(int n, int k, RandomGenerator random) {
        BitSet drawn = new BitSet(n);
        for (int j = n - k; j < n; j++) {
            int number = random.nextInt(j + 1);
            drawn.set(drawn.get(number) ? j : number);
        }
        return drawn;
    }

    /**
     * Merges the positives with the drawn negatives. Bit k of {@code drawn} is the k-th class that is not a positive.
     */
    private static int[] union(int[] positives, BitSet drawn, int first) {
        int[] union = new int[positives.length + drawn.cardinality()];
        int size = 0;
        int before = 0;
        for (int number = drawn.nextSetBit(0); number >= 0; number = drawn.nextSetBit(number + 1)) {
            while (before < positives.length && positives[before] <= first + number + before) {
                union[size++] = positives[before++];
            }
            union[size++] = first + number + before;
        }
        System.arraycopy(positives, before, union, size, positives.length - before);
        return union;
    }

    /** {@return the first class of the shard} */
    public int firstClass() {
        return first;
    }

    /** {@return the number of classes of the shard} */
    public int count() {
        return count;
    }

    /** {@return the number of classes that take part} */
    public int size() {
        return classes.length;
    }

    /** {@return the classes that take part, global and ascending, a new array} */
    public int[] classes() {
        return classes.clone();
    }

    /** {@return how many classes each drawn negative stands for} */
    public double multiplicity() {
        int negatives = classes.length - positives.length;
        return correction == Correction.NONE || negatives == 0 ? 1 : (double) (count - positives.length) / negatives;
    }

    /** {@return how many classes each row stands for; null for one each} */
    double[] multiplicities() {
        double times = multiplicity();
        return times == 1
                ? null
                : Arrays.stream(classes)
                        .mapToDouble(label -> Arrays.binarySearch(positives, label) >= 0 ? 1 : times)
                        .toArray();
    }

    private boolean contains(int label) {
        return Arrays.binarySearch(classes, label) >= 0;
    }

    /** Requires gathered rows, and all target classes of the shard. */
    void check(int rows, Samples of) {
        if (rows != classes.length) {
            throw new MatrixDimensionException(
                    "weights has " + rows + " rows: " + classes.length + " expected, as sample.gather returns them");
        }
        for (int k = 0; k < of.labels().length; k++) {
            int label = of.labels()[k];
            if (label >= first && label - first < count && !contains(label)) {
                throw new IllegalArgumentException("labels[" + of.place(k) + "] is " + label
                        + ", which the sample of classes " + ShardSpan.range(first, first + count)
                        + " lacks: a sample drawn for the labels of this batch expected");
            }
        }
    }

    /** {@return a number that tells samples of classes apart; not 0} */
    long fingerprint() {
        long print = Double.doubleToLongBits(multiplicity());
        for (int label : classes) {
            print = (print ^ label) * PRIME;
            print ^= print >>> 32;
        }
        return print == 0 ? 1 : print;
    }

    /**
     * Copies the rows that take part.
     *
     * @param rows all rows of the shard: class weights, biases, or an optimiser's numbers for them. Not modified.
     * @return one row for each class that takes part, a new matrix
     * @throws NullPointerException if rows is null
     * @throws MatrixDimensionException if the number of rows is not that of the shard
     */
    public DMatrixRMaj gather(DMatrixRMaj rows) {
        requireRows("rows", Objects.requireNonNull(rows, "rows").numRows, count);
        Check.complete("rows", new DoubleRows(rows));
        DMatrixRMaj gathered = new DMatrixRMaj(classes.length, rows.numCols);
        copy(rows.numCols, (row, own) -> System.arraycopy(rows.data, row, gathered.data, own, rows.numCols));
        return gathered;
    }

    /**
     * Copies the rows that take part.
     *
     * @param rows all rows of the shard. Not modified.
     * @return one row for each class that takes part, a new matrix
     * @throws NullPointerException if rows is null
     * @throws MatrixDimensionException if the number of rows is not that of the shard
     */
    public FMatrixRMaj gather(FMatrixRMaj rows) {
        requireRows("rows", Objects.requireNonNull(rows, "rows").numRows, count);
        Check.complete("rows", new FloatRows(rows));
        FMatrixRMaj gathered = new FMatrixRMaj(classes.length, rows.numCols);
        copy(rows.numCols, (row, own) -> System.arraycopy(rows.data, row, gathered.data, own, rows.numCols));
        return gathered;
    }

    /**
     * Writes rows back to their places.
     *
     * @param rows one row for each class that takes part, as {@link #gather(DMatrixRMaj) gather} returns them. Not
     *     modified.
     * @param into all rows of the shard. The rows of classes that take part are modified.
     * @throws NullPointerException if an argument is null
     * @throws MatrixDimensionException if the shapes do not fit
     */
    public void scatter(DMatrixRMaj rows, DMatrixRMaj into) {
        requireShapes(
                new DoubleRows(Objects.requireNonNull(rows, "rows")),
                new DoubleRows(Objects.requireNonNull(into, "into")));
        copy(rows.numCols, (row, own) -> System.arraycopy(rows.data, own, into.data, row, rows.numCols));
    }

    /**
     * Writes rows back to their places.
     *
     * @param rows one row for each class that takes part. Not modified.
     * @param into all rows of the shard. The rows of classes that take part are modified.
     * @throws NullPointerException if an argument is null
     * @throws MatrixDimensionException if the shapes do not fit
     */
    public void scatter(FMatrixRMaj rows, FMatrixRMaj into) {
        requireShapes(
                new FloatRows(Objects.requireNonNull(rows, "rows")),
                new FloatRows(Objects.requireNonNull(into, "into")));
        copy(rows.numCols, (row, own) -> System.arraycopy(rows.data, own, into.data, row, rows.numCols));
    }

    /** Copies between a row of the shard and a gathered row, given where each begins. */
    private interface Copy {
        void accept(int shardRow, int gatheredRow);
    }

    private void copy(int columns, Copy copy) {
        IntStream.range(0, classes.length).forEach(k -> copy.accept((classes[k] - first) * columns, k * columns));
    }

    private void requireShapes(RowSource rows, RowSource into) {
        requireRows("rows", rows.rows(), classes.length);
        requireRows("into", into.rows(), count);
        Check.complete("rows", rows);
        Check.complete("into", into);
        if (rows.columns() != into.columns()) {
            throw new MatrixDimensionException("rows has " + rows.columns() + " columns, but into has " + into.columns()
                    + ": the same number expected");
        }
    }

    private static void requireRows(String name, int rows, int expected) {
        if (rows != expected) {
            throw new MatrixDimensionException(
                    name + " has " + rows + " rows: " + expected + " expected, one per class");
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        boolean sound = classes != null && correction != null && positives != null && first >= 0 && count >= 0;
        sound = sound && first <= Integer.MAX_VALUE - count && areAscending(positives);
        for (int k = 0; sound && k < classes.length; k++) {
            sound = classes[k] >= (k == 0 ? first : classes[k - 1] + 1) && classes[k] - first < count;
        }
        if (!sound || !Arrays.stream(positives).allMatch(this::contains)) {
            throw ShardSpan.broken("sample");
        }
    }

    private static boolean areAscending(int... numbers) {
        return IntStream.range(1, numbers.length).allMatch(k -> numbers[k - 1] < numbers[k]);
    }

    /** {@return the numbers of classes, for messages} */
    @Override
    public String toString() {
        return "ClassSample of " + classes.length + " among classes " + ShardSpan.range(first, first + count);
    }
}
