package io.github.marginloss.core;

import java.util.Arrays;

/**
 * A matrix whose rows are arrays of their own, cut into column segments: the one layout in which the loops of
 * {@link Kernels} are vectorised.
 */
final class Panel {

    private final int columns;
    private final int width;
    private final double[][][] segments;

    /**
     * @param rows rows
     * @param columns columns
     * @param width the greatest length of a segment
     */
    Panel(int rows, int columns, int width) {
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

    /** A length ≡ 6 mod 8, so that rows allocated one after the other do not meet in the same cache sets. */
    private static int padded(int length) {
        return ((length + 1) & ~7) + 6;
    }

    int segments() {
        return segments.length;
    }

    /** The rows of a segment. */
    double[][] rows(int segment) {
        return segments[segment];
    }

    /** The first column of a segment. */
    int start(int segment) {
        return segment * width;
    }

    /** The columns of a segment. */
    int length(int segment) {
        return Math.min(width, columns - segment * width);
    }

    /** Sets row = factor · source. */
    void set(int row, double[] source, int offset, double factor) {
        for (int s = 0; s < segments.length; s++) {
            System.arraycopy(source, offset + start(s), segments[s][row], 0, length(s));
            Kernels.scale(segments[s][row], factor, length(s));
        }
    }

    /** Copies a row out. */
    void get(int row, double[] target, int offset) {
        for (int s = 0; s < segments.length; s++) {
            System.arraycopy(segments[s][row], 0, target, offset + start(s), length(s));
        }
    }

    /** Multiplies a row. */
    void scale(int row, double factor) {
        for (int s = 0; s < segments.length; s++) {
            Kernels.scale(segments[s][row], factor, length(s));
        }
    }

    /** Adds factor · other to every row below count, factors being one a row. */
    void add(Panel other, double[] factors, int count) {
        for (int s = 0; s < segments.length; s++) {
            for (int row = 0; row < count; row++) {
                Kernels.axpy(segments[s][row], factors[row], other.segments[s][row], length(s));
            }
        }
    }

    /** row += factor · source. */
    void addRow(int row, double factor, double[] source) {
        for (int s = 0; s < segments.length; s++) {
            double[] target = segments[s][row];
            for (int j = 0; j < length(s); j++) {
                target[j] = Math.fma(factor, source[start(s) + j], target[j]);
            }
        }
    }

    /** Sets the rows below count to 0. */
    void clear(int count) {
        for (double[][] segment : segments) {
            for (int row = 0; row < count; row++) {
                Arrays.fill(segment[row], 0);
            }
        }
    }
}
