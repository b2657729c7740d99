package io.github.marginloss.internal.softmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PlainKernels;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * The division of a step changes the results only by rounding, and the place of its kept exponentials does not change
 * them at all.
 */
class TilingTest {

    private static final double EPS = Math.ulp(1.0);

    private static final Head.Softmax[] HEADS = {
        new Head.Linear(),
        new Head.Cosine(Scale.norm(), new MultiplicativeAngle(4, 1)),
        new Head.Cosine(Scale.fixed(16), new AdditiveAngle(0.5)),
        new Head.Cosine(Scale.fixed(1000), new AdditiveCosine(0.1)), // too large to be every row's maximum
    };

    private record Result(double loss, double[] losses, double[] dx, double[] dw, double[] db) {}

    /** The type in which gradients are stored, and whether exponentials may be kept there. */
    private enum Storage {
        DOUBLES,
        DOUBLES_THAT_KEEP,
        FLOATS;

        RowSink sink() {
            return this == FLOATS ? new FloatRows(new FMatrixRMaj()) : new DoubleRows(new DMatrixRMaj());
        }
    }

    private static Result evaluate(Head.Softmax head, Kernels kernels, Tiling tiling, Storage storage, int... shape) {
        int m = shape[0];
        int d = shape[1];
        int n = shape[2];
        Random random = new Random(81);
        DMatrixRMaj x = gaussian(random, m, d);
        DMatrixRMaj w = gaussian(random, n, d);
        DMatrixRMaj b = head instanceof Head.Linear ? gaussian(random, n, 1) : null;
        int[] labels = random.ints(m, 0, n).toArray();
        double[] coefficients = random.doubles(m, -1, 1).toArray();
        double[] losses = new double[m];
        RowSink dx = storage.sink();
        RowSink dw = storage.sink();
        RowSink db = b == null ? null : storage.sink();
        // with few samples, exponentials are also kept in the rows of ∂W, if permitted
        Demand demand = new Demand(true, true, 1, storage == Storage.DOUBLES ? null : dw);
        Shard all = Shard.all(new DoubleRows(w), DoubleRows.of(b));
        Inputs inputs = new Inputs(new DoubleRows(x), all, labels, kernels, tiling);
        Real total = Real.ZERO;
        try (Parallel parallel = Parallel.forProduct(0)) {
            Samples samples = Samples.all(m, labels);
            Geometry geometry = LoadedBatch.geometry(head, inputs.features(), samples, inputs, null, true, parallel);
            SoftmaxTerm term = new SoftmaxTerm(inputs, geometry, head.smoothing(), demand, parallel);
            Real[] a = new Real[m];
            for (int i = 0; i < m; i++) {
                a[i] = Real.of(coefficients[i]);
                total = total.plus(a[i].times(term.loss(i)));
                losses[i] = term.loss(i).toDouble();
            }
            // twice: the first pass's results are only read
            for (int time = 0; time < 2; time++) {
                dx.reshape(m, d);
                GradientRows.write(m, 1, dx, null, List.of(term.features(a)), parallel);
                dw.reshape(n, d);
                if (db != null) {
                    db.reshape(n, 1);
                }
                GradientRows.write(n, tiling.tile(), dw, db, List.of(term.classes(a)), parallel);
            }
        }
        return new Result(total.toDouble(), losses, entries(dx), entries(dw), db == null ? null : entries(db));
    }

    private static double[] entries(RowSource matrix) {
        double[] entries = new double[matrix.rows() * matrix.columns()];
        Arrays.setAll(entries, matrix::at);
        return entries;
    }

    private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < rows * columns; k++) {
            matrix.data[k] = random.nextGaussian();
        }
        return matrix;
    }

    /**
     * Every part is smaller than in practice: blocks and tiles of one, more ranges than fit, and few or no logits kept.
     */
    @Test
    void theCutChangesNothing() {
        int[][] shapes = {{7, 5, 9}, {1, 1, 2}, {4, 3, 1}, {10, 7, 23}, {5, 6, 11}, {3, 7, 11}, {4, 9, 10}};
        for (Head.Softmax head : HEADS) {
            boolean fixed = head instanceof Head.Cosine cosine && cosine.scale() instanceof Scale.Fixed;
            double tolerance = 64 * EPS * (fixed ? 1000 : 32); // the size of the logits, as in Losses.Entry
            for (int[] shape : shapes) {
                Result expected = evaluate(
                        head, new PlainKernels(), Tiling.of(shape[0], shape[1], shape[2]), Storage.DOUBLES, shape);
                for (int part = 1; part <= 4; part++) {
                    for (int ranges = 1; ranges <= 3; ranges++) {
                        // kernels with short segments, and those of this process
                        for (Kernels kernels : List.of(new PlainKernels(part), KernelChoice.serving())) {
                            String what = head + " " + Arrays.toString(shape) + " " + part + " in " + ranges;
                            Result recomputed =
                                    evaluate(head, kernels, new Tiling(part, part, ranges, 0), Storage.DOUBLES, shape);
                            check(what, tolerance, expected, recomputed);
                            for (long kept : new long[] {0, 20, 1000}) {
                                Tiling tiling = new Tiling(part, part, ranges, kept);
                                for (Storage storage : Storage.values()) {
                                    Result actual = evaluate(head, kernels, tiling, storage, shape);
                                    checkBits(what + ", " + kept + " in " + storage, storage, recomputed, actual);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static void checkBits(String what, Storage storage, Result expected, Result actual) {
        assertEquals(expected.loss, actual.loss, what);
        assertArrayEquals(expected.losses, actual.losses, what);
        assertArrayEquals(stored(storage, expected.dx), actual.dx, what);
        assertArrayEquals(stored(storage, expected.dw), actual.dw, what);
        assertArrayEquals(stored(storage, expected.db), actual.db, what);
    }

    private static double[] stored(Storage storage, double[] doubles) {
        return storage == Storage.FLOATS && doubles != null
                ? Arrays.stream(doubles).map(v -> (float) v).toArray()
                : doubles;
    }

    private static void check(String what, double tolerance, Result expected, Result actual) {
        assertEquals(expected.loss, actual.loss, tolerance * Math.max(1, Math.abs(expected.loss)), what);
        check(what + " l", tolerance, expected.losses, actual.losses);
        check(what + " dX", tolerance, expected.dx, actual.dx);
        check(what + " dW", tolerance, expected.dw, actual.dw);
        if (expected.db != null) {
            check(what + " db", tolerance, expected.db, actual.db);
        }
    }

    private static void check(String what, double tolerance, double[] expected, double[] actual) {
        double largest = 0;
        for (double v : expected) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k], tolerance * largest, what + "[" + k + "]");
        }
    }
}
