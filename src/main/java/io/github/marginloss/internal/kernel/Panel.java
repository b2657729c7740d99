package io.github.marginloss.internal.kernel;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A matrix cut into segments of columns, in each of which every row is an array of its own. Only in this layout are the
 * loops of {@link Kernels} vectorised.
 */
public final class Panel implements Serializable {

    private static final long serialVersionUID = 1;

    private final int columns;
    private final int width;
    private final double[][][] segments;

    /**
     * Creates a matrix of zeros.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param width the largest length of a segment
     */
    public Panel(int rows, int columns, int width) {
        int count = (columns + width - 1) / width;
        this.columns = columns;
        this.width = (columns + count - 1) / count;
        segments = new double[count][rows][];
        for (int s = 0; s < count; s++) {
            for (int row = 0; row < rows; row++) {
                segments[s][row] = new double[padded(length(s))];
            }
        }
    }

    /** A length ≡ 6 mod 8, so that rows allocated in sequence do not compete for the same cache sets. */
    private static int padded(int length) {
        return ((length + 1) & ~7) + 6;
    }

    /** {@return the number of segments} */
    public int segments() {
        return segments.length;
    }

    /** {@return the rows of a segment} */
    public double[][] rows(int segment) {
        return segments[segment];
    }

    /** {@return the first column of a segment} */
    public int start(int segment) {
        return segment * width;
    }

    /** {@return the number of columns of a segment} */
    public int length(int segment) {
        return Math.min(width, columns - segment * width);
    }

    /** Sets row = factor · source. */
    public void set(int row, double[] source, double factor) {
        for (int s = 0; s < segments.length; s++) {
            System.arraycopy(source, start(s), segments[s][row], 0, length(s));
            KernelChoice.serving().scale(segments[s][row], factor, length(s));
        }
    }

    /** Sets row = factor · the given row of a source. */
    public void set(int row, RowSource source, int sourceRow, double factor) {
        for (int s = 0; s < segments.length; s++) {
            source.get(sourceRow, start(s), length(s), segments[s][row]);
            KernelChoice.serving().scale(segments[s][row], factor, length(s));
        }
    }

    /** Copies a row: target = row. */
    public void get(int row, double[] target) {
        for (int s = 0; s < segments.length; s++) {
            System.arraycopy(segments[s][row], 0, target, start(s), length(s));
        }
    }

    /** Multiplies a row by a factor. */
    public void scale(int row, double factor) {
        for (int s = 0; s < segments.length; s++) {
            KernelChoice.serving().scale(segments[s][row], factor, length(s));
        }
    }

    /** Adds factor · other to every row below count, with one factor per row. */
    public void add(Panel other, double[] factors, int count) {
        for (int s = 0; s < segments.length; s++) {
            for (int row = 0; row < count; row++) {
                KernelChoice.serving().axpy(segments[s][row], factors[row], other.segments[s][row], length(s));
            }
        }
    }

    /** Adds to a row: row += factor · source. */
    public void addRow(int row, double factor, double[] source) {
        for (int s = 0; s < segments.length; s++) {
            KernelChoice.serving().axpy(segments[s][row], factor, source, start(s), length(s));
        }
    }

    /** Sets the rows below count to 0. */
    public void clear(int count) {
        for (double[][] segment : segments) {
            for (int row = 0; row < count; row++) {
                Arrays.fill(segment[row], 0);
            }
        }
    }
}
