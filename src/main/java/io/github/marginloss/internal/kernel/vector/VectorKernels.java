package io.github.marginloss.internal.kernel.vector;

import static io.github.marginloss.internal.kernel.vector.StripPanel.ROWS;
import static io.github.marginloss.internal.kernel.vector.StripPanel.WIDTH;
import static io.github.marginloss.internal.kernel.vector.VectorLeaves.LANES;

import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.PlainKernels;
import java.util.Arrays;

/**
 * Kernels on the JDK's vectors, of eight doubles or of four. All other loops are inherited from {@link PlainKernels};
 * the JIT compilers vectorise them by themselves.
 */
public final class VectorKernels extends PlainKernels {

    /** The largest number of rows of b in a slice; together with those of a pack of a, they take 36 KB. */
    private static final int SLICE = 192;

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
            left.setPacked(r, a[r], 1, depth);
        }
        add((StripPanel) c, rows, left, depth, (StripPanel) b, ((StripPanel) b).columns);
    }

    private static void add(StripPanel c, int rows, StripPanel a, int depth, StripPanel b, int length) {
        add(c, rows, a.packs, a.pack(1), depth, b, length);
    }

    @Override
    public void multiplyTransposedAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch) {
        StripPanel left = (StripPanel) scratch;
        StripPanel right = (StripPanel) b;
        for (int k = 0; k < depth; k++) {
            left.setTransposed(k, a[k], rows);
        }
        add((StripPanel) c, rows, left.packs, left.transposedPack(1), depth, right, right.columns);
    }

    /** Adds a product to c. A pack of a begins at the number of its first row times stride. */
    private static void add(StripPanel c, int rows, double[] a, int stride, int depth, StripPanel b, int length) {
        // a slice of a strip of b stays in the first-level cache while the slices of all packs of a are read
        int slices = (depth + SLICE - 1) / SLICE;
        int slice = (depth + slices - 1) / slices;
        for (int k = 0; k < depth; k += slice) {
            int end = Math.min(slice, depth - k);
            for (int s = 0; s < StripPanel.strips(length); s++) {
                for (int r = 0; r < rows; r += ROWS) {
                    leaf(a, r * stride + k * ROWS, end, b.strips, b.strip(k, s), c.strips, c.strip(r, s));
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
    public void exponentials(double[] t, double[] scratch, int length, int shift) {
        int even = length & -8;
        VectorLoops.exponentials(t, even, 1023 + shift);
        if (even < length) {
            double[] rest = Arrays.copyOfRange(t, even, length);
            super.exponentials(rest, scratch, rest.length, shift);
            System.arraycopy(rest, 0, t, even, rest.length);
        }
    }

    /** Computes eight sums, and adds them up in the order of {@link PlainKernels}. */
    @Override
    public double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        return LANES == 8
                ? VectorLoops.dotInOne(a, aFrom, b, bFrom, length)
                : VectorLoops.dotInTwo(a, aFrom, b, bFrom, length);
    }

    @Override
    public double largest(double[] values, int from, int length) {
        int even = length & -16;
        double[] lanes = new double[LANES];
        VectorLoops.largest(values, from, even, lanes);
        double rest = super.largest(values, from + even, length - even);
        return Math.max(super.largest(lanes, 0, lanes.length), rest);
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

    @Override
    public void widen(float[] source, int from, double[] target, int length) {
        int even = length & -8;
        VectorFloats.widen(source, from, target, even);
        for (int j = even; j < length; j++) {
            target[j] = source[from + j];
        }
    }

    @Override
    public void round(double[] source, int from, double factor, float[] target, int to, int length) {
        int even = length & -8;
        VectorFloats.round(source, from, factor, target, to, even);
        super.round(source, from + even, factor, target, to + even, length - even);
    }

    @Override
    public void keep(double[] source, float[] target, int to, int length) {
        int even = length & -8;
        VectorFloats.keep(source, target, to, even);
        if (even < length) {
            super.keep(Arrays.copyOfRange(source, even, length), target, to + 2 * even, length - even);
        }
    }

    @Override
    public void recall(float[] source, int from, double[] target, int length) {
        int even = length & -8;
        VectorFloats.recall(source, from, target, even);
        if (even < length) {
            double[] rest = new double[length - even];
            super.recall(source, from + 2 * even, rest, rest.length);
            System.arraycopy(rest, 0, target, even, rest.length);
        }
    }
}
