package io.github.marginloss.internal.softmax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PlainKernels;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.row.GradientRows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** However a step is cut, the results are the same to rounding. */
class TilingTest {

    private static final double EPS = Math.ulp(1.0);

    private static final Head[] HEADS = {
        new Head.Linear(),
        new Head.Cosine(Scale.norm(), new MultiplicativeAngle(4, 1)),
        new Head.Cosine(Scale.fixed(16), AdditiveAngle.of(0.5)),
        new Head.Cosine(Scale.fixed(1000), new AdditiveCosine(0.1)), // too large to be every row's maximum
    };

    private record Result(double loss, double[] losses, DMatrixRMaj dx, DMatrixRMaj dw, DMatrixRMaj db) {}

    private static Result evaluate(Head head, Kernels kernels, Tiling tiling, boolean inRows, int... shape) {
        int m = shape[0];
        int d = shape[1];
        int n = shape[2];
        Random random = new Random(81);
        DMatrixRMaj x = gaussian(random, m, d);
        DMatrixRMaj w = gaussian(random, n, d);
        DMatrixRMaj b = head instanceof Head.Linear ? gaussian(random, n, 1) : null;
        int[] labels = random.ints(m, 0, n).toArray();
        double[] coefficients = random.doubles(m, -1, 1).toArray();
        DMatrixRMaj db = b == null ? null : new DMatrixRMaj();
        Result result = new Result(0, new double[m], new DMatrixRMaj(), new DMatrixRMaj(), db);
        // few samples are kept in the rows of ∂W as well, if it may serve for that
        Demand demand = new Demand(true, true, 1, inRows ? new DoubleRows(result.dw) : null);
        Inputs inputs = new Inputs(new DoubleRows(x), new DoubleRows(w), DoubleRows.of(b), labels, kernels, tiling);
        Real total = Real.ZERO;
        try (Parallel parallel = Parallel.forProduct(0)) {
            SoftmaxTerm term = new SoftmaxTerm(inputs, SoftmaxTerm.geometry(head, inputs), demand, parallel);
            Real[] a = new Real[m];
            for (int i = 0; i < m; i++) {
                a[i] = Real.of(coefficients[i]);
                total = total.plus(a[i].times(term.loss(i)));
                result.losses[i] = term.loss(i).toDouble();
            }
            // twice: the first pass's results are only read
            for (int time = 0; time < 2; time++) {
                GradientRows.write(m, 1, rows(result.dx, m, d), null, List.of(term.features(a)), parallel);
                RowSink dw = rows(result.dw, n, d);
                GradientRows.write(n, tiling.tile(), dw, rows(result.db, n, 1), List.of(term.classes(a)), parallel);
            }
        }
        return new Result(total.toDouble(), result.losses, result.dx, result.dw, result.db);
    }

    private static RowSink rows(DMatrixRMaj target, int rows, int columns) {
        RowSink sink = DoubleRows.of(target);
        if (sink != null) {
            sink.reshape(rows, columns);
        }
        return sink;
    }

    private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < rows * columns; k++) {
            matrix.data[k] = random.nextGaussian();
        }
        return matrix;
    }

    /** Every part smaller than it ever is: blocks and tiles of one, more ranges than fit, and few or no logits kept. */
    @Test
    void theCutChangesNothing() {
        int[][] shapes = {{7, 5, 9}, {1, 1, 2}, {4, 3, 1}, {10, 7, 23}, {5, 6, 11}};
        for (Head head : HEADS) {
            boolean fixed = head instanceof Head.Cosine cosine && cosine.scale() instanceof Scale.Fixed;
            double tolerance = 64 * EPS * (fixed ? 1000 : 32); // the size of the logits, as in Losses.Entry
            for (int[] shape : shapes) {
                Result expected =
                        evaluate(head, new PlainKernels(), Tiling.of(shape[0], shape[1], shape[2]), false, shape);
                for (int part = 1; part <= 4; part++) {
                    for (int ranges = 1; ranges <= 3; ranges++) {
                        for (long kept : new long[] {0, 20, 1000}) {
                            Tiling tiling = new Tiling(part, part, ranges, kept);
                            String what = head + " " + Arrays.toString(shape) + " " + tiling;
                            // rows that are cut as well, and the kernels of this process
                            for (Kernels kernels : List.of(new PlainKernels(part), KernelChoice.serving())) {
                                Result inArrays = evaluate(head, kernels, tiling, false, shape);
                                check(what, tolerance, expected, inArrays);
                                Result inRows = evaluate(head, kernels, tiling, true, shape);
                                check(what + " in rows", tolerance, expected, inRows);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void check(String what, double tolerance, Result expected, Result actual) {
        assertEquals(expected.loss, actual.loss, tolerance * Math.max(1, Math.abs(expected.loss)), what);
        check(what + " l", tolerance, expected.losses, actual.losses);
        check(what + " dX", tolerance, expected.dx.data, actual.dx.data);
        check(what + " dW", tolerance, expected.dw.data, actual.dw.data);
        if (expected.db != null) {
            check(what + " db", tolerance, expected.db.data, actual.db.data);
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
