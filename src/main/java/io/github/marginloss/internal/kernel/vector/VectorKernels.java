package io.github.marginloss.internal.kernel.vector;

import static io.github.marginloss.internal.kernel.vector.StripPanel.SLICE;
import static io.github.marginloss.internal.kernel.vector.StripPanel.WIDTH;
import static io.github.marginloss.internal.kernel.vector.VectorLeaves.LANES;

import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.PlainKernels;
import java.util.Arrays;

/**
 * Kernels on the JDK's vectors, of eight doubles or of four. The loops that are not written here are those of
 * {@link PlainKernels}, which the JIT compilers vectorise by themselves.
 */
public final class VectorKernels extends PlainKernels {

    /** Rows of the result in one leaf: what 32 or 16 registers hold. */
    private static final int ROWS = LANES >= 8 ? 8 : 4;

    /**
     * Creates the kernels.
     *
     * @throws UnsupportedOperationException if the processor's vectors have neither four nor eight doubles
     */
    public VectorKernels() {
        if (LANES != 4 && LANES != 8) {
            throw new UnsupportedOperationException("vectors of " + LANES + " doubles");
        }
    }

    @Override
    public String toString() {
        return "vectors of " + LANES + " doubles";
    }

    @Override
    public Panel panel(int rows, int columns) {
        return new StripPanel(rows, columns, false);
    }

    @Override
    public Panel leftPanel(int rows, int columns) {
        return new StripPanel(rows, columns, true);
    }

    @Override
    public void multiply(double[][] z, int rows, Panel a, int depth, Panel b, int length, Panel scratch) {
        StripPanel c = (StripPanel) scratch;
        for (int s = 0; s < StripPanel.strips(length); s++) {
            Arrays.fill(c.strips, c.strip(0, s), c.strip(Math.min(rows + ROWS, c.rows), s), 0);
        }
        add(c, rows, (StripPanel) a, depth, (StripPanel) b, length);
        for (int r = 0; r < rows; r++) {
            c.get(r, z[r], length);
        }
    }

    @Override
    public void multiplyAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch) {
        StripPanel left = (StripPanel) scratch;
        for (int r = 0; r < rows; r++) {
            left.setByRow(r, a[r], depth);
        }
        add((StripPanel) c, rows, left, depth, (StripPanel) b, ((StripPanel) b).columns);
    }

    private static void add(StripPanel c, int rows, StripPanel a, int depth, StripPanel b, int length) {
        // a slice of a stays in the second level of the cache while all strips of b pass
        for (int k = 0; k < depth; k += SLICE) {
            int end = Math.min(SLICE, depth - k);
            for (int s = 0; s < StripPanel.strips(length); s++) {
                for (int r = 0; r < rows; r += ROWS) {
                    leaf(a.byRow, a.byRow(r, k / SLICE), end, b.strips, b.strip(k, s), c.strips, c.strip(r, s));
                }
            }
        }
    }

    private static void leaf(double[] a, int at, int depth, double[] b, int bt, double[] c, int ct) {
        for (int j = 0; j < WIDTH; j += 2 * LANES) {
            if (ROWS == 8) {
                VectorLeaves.eight(a, at, depth, b, bt + j, c, ct + j);
            } else {
                VectorLeaves.four(a, at, depth, b, bt + j, c, ct + j);
            }
        }
    }

    @Override
    public void multiplyTransposedAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch) {
        StripPanel left = (StripPanel) scratch;
        StripPanel right = (StripPanel) b;
        StripPanel sum = (StripPanel) c;
        for (int k = 0; k < depth; k++) {
            left.setByRow(k, a[k], rows);
        }
        for (int s = 0; s < StripPanel.strips(right.columns); s++) {
            for (int r = 0; r < rows; r += ROWS) {
                int at = left.byRow(0, r / SLICE) + r % SLICE;
                transposedLeaf(left.byRow, at, depth, right.strips, right.strip(0, s), sum.strips, sum.strip(r, s));
            }
        }
    }

    private static void transposedLeaf(double[] a, int at, int depth, double[] b, int bt, double[] c, int ct) {
        for (int j = 0; j < WIDTH; j += 2 * LANES) {
            if (ROWS == 8) {
                VectorLeaves.eightTransposed(a, at, depth, b, bt + j, c, ct + j);
            } else {
                VectorLeaves.fourTransposed(a, at, depth, b, bt + j, c, ct + j);
            }
        }
    }

    @Override
    public void exponentials(double[] t, double[] scratch, int length, int shift) {
        int even = length & -8;
        VectorLoops.exponentials(t, even, 1023 + shift);
        if (even < length) {
            double[] rest = Arrays.copyOfRange(t, even, length);
            super.exponentials(rest, scratch, rest.length, shift);
            System.arraycopy(rest, 0, t, even, rest.length);
        }
    }

    /** Eight sums, added up in the order of {@link PlainKernels}. */
    @Override
    public double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        int even = length & -8;
        double[] sums = new double[8];
        VectorLoops.sums(a, aFrom, b, bFrom, even, sums);
        if (LANES == 4) {
            double[] others = new double[4];
            VectorLoops.sums(a, aFrom + 4, b, bFrom + 4, even, others);
            System.arraycopy(others, 0, sums, 4, 4);
        }
        for (int j = even; j < length; j++) {
            sums[0] = Math.fma(a[aFrom + j], b[bFrom + j], sums[0]);
        }
        return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    }

    @Override
    public double largest(double[] values, int from, int length) {
        int even = length & -16;
        return Math.max(VectorLoops.largest(values, from, even), super.largest(values, from + even, length - even));
    }

    @Override
    public boolean allFinite(double[] values, int from, int to) {
        int even = (to - from) & -16;
        return VectorLoops.zeros(values, from, even) == 0 && super.allFinite(values, from + even, to);
    }

    @Override
    public void scale(double[] source, int from, double[] target, int to, int length, double factor) {
        int even = length & -8;
        VectorLoops.scale(source, from, target, to, even, factor);
        super.scale(source, from + even, target, to + even, length - even, factor);
    }
}
