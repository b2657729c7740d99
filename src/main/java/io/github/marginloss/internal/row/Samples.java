package io.github.marginloss.internal.row;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The samples of a batch that take part in a term, in the order of the batch. To the term, they are a whole batch; this
 * class knows their places in the real one.
 */
public final class Samples {

    /** The number of samples in the batch. */
    private final int batch;
    /** The places of these samples in the batch; null if all take part. */
    private final int[] places;

    private final int[] labels;

    private Samples(int batch, int[] places, int[] labels) {
        this.batch = batch;
        this.places = places;
        this.labels = labels;
    }

    /**
     * Chooses samples.
     *
     * @param labels y of the batch. Not modified.
     * @param takesPart whether a sample takes part, by its place
     * @return the samples that take part
     */
    public static Samples of(int[] labels, IntPredicate takesPart) {
        int[] places = IntStream.range(0, labels.length).filter(takesPart).toArray();
        return places.length == labels.length
                ? new Samples(labels.length, null, labels)
                : new Samples(
                        labels.length,
                        places,
                        Arrays.stream(places).map(i -> labels[i]).toArray());
    }

    /**
     * Returns all samples of a batch.
     *
     * @param count the number of samples
     * @param labels y, or null. Not modified.
     * @return the samples
     */
    public static Samples all(int count, int[] labels) {
        return new Samples(count, null, labels);
    }

    /** {@return the labels of the samples that take part, or null} */
    public int[] labels() {
        return labels;
    }

    /** {@return whether all samples of the batch take part} */
    public boolean areAll() {
        return places == null;
    }

    /** {@return the place in the batch of sample k among those that take part} */
    public int place(int k) {
        return places == null ? k : places[k];
    }

    /** {@return the number of the sample at a place, or a negative number if it does not take part} */
    public int numberOf(int place) {
        return places == null ? place : Arrays.binarySearch(places, place);
    }

    /** {@return the number of samples in the batch} */
    public int batch() {
        return batch;
    }

    /** {@return the rows of these samples: the matrix itself if all take part, otherwise a copy of their rows} */
    public RowSource rows(RowSource matrix) {
        if (places == null) {
            return matrix;
        }
        DMatrixRMaj copy = new DMatrixRMaj(places.length, matrix.columns());
        double[] row = new double[matrix.columns()];
        for (int k = 0; k < places.length; k++) {
            matrix.get(places[k], row);
            System.arraycopy(row, 0, copy.data, k * row.length, row.length);
        }
        return new DoubleRows(copy);
    }

    /** {@return the entries of these samples} */
    public Real[] select(Real... all) {
        return places == null
                ? all
                : Arrays.stream(places).mapToObj(i -> all[i]).toArray(Real[]::new);
    }

    /**
     * Returns writers for the rows of the batch.
     *
     * @param own writes the rows of the samples that take part
     * @return writers that put these rows at their places, and zeros elsewhere
     */
    public Supplier<GradientRows.Writer> writer(Supplier<GradientRows.Writer> own) {
        return places == null ? own : () -> new Placed(own.get());
    }

    /** Writes the rows of these samples at their places in the batch. */
    private final class Placed implements GradientRows.Writer {
        private final GradientRows.Writer own;

        private Placed(GradientRows.Writer own) {
            this.own = own;
        }

        @Override
        public int times() {
            return own.times();
        }

        @Override
        public void add(int from, int to, GradientRows rows, GradientRows bias) {
            for (int place = from; place < to; place++) {
                int k = numberOf(place);
                if (k < 0) {
                    rows.leave(place);
                } else {
                    rows.place(place - k);
                    own.add(k, k + 1, rows, bias);
                    rows.place(0);
                }
            }
        }
    }
}
