package io.github.marginloss.internal.kernel;

import java.util.Arrays;

/**
 * A matrix that is divided into segments of columns; within a segment, every row is a separate array. In this layout
 * the JIT compilers vectorise the loops of {@link PlainKernels}.
 */
final class RowPanel implements Panel {

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
    RowPanel(int rows, int columns, int width) {
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
    int segments() {
        return segments.length;
    }

    /** {@return the rows of a segment} */
    double[][] rows(int segment) {
        return segments[segment];
    }

    /** {@return the first column of a segment} */
    int start(int segment) {
        return segment * width;
    }

    /** {@return the number of columns of a segment} */
    int length(int segment) {
        return Math.min(width, columns - segment * width);
    }

    @Override
    public void set(int row, double[] source, double factor) {
        for (int s = 0; s < segments.length; s++) {
            double[] target = segments[s][row];
            int start = start(s);
            int length = length(s);
            for (int j = 0; j < length; j++) {
                target[j] = factor * source[start + j];
            }
        }
    }

    @Override
    public void setColumn(int column, double[] source) {
        double[][] segment = segments[column / width];
        int place = column % width;
        for (int row = 0; row < source.length; row++) {
            segment[row][place] = source[row];
        }
    }

    @Override
    public void get(int row, double[] target) {
        for (int s = 0; s < segments.length; s++) {
            System.arraycopy(segments[s][row], 0, target, start(s), length(s));
        }
    }

    @Override
    public void scale(int row, double factor) {
        for (int s = 0; s < segments.length; s++) {
            double[] target = segments[s][row];
            int length = length(s);
            for (int j = 0; j < length; j++) {
                target[j] *= factor;
            }
        }
    }

    @Override
    public void add(Panel other, double[] factors, int count) {
        for (int s = 0; s < segments.length; s++) {
            for (int row = 0; row < count; row++) {
                axpy(segments[s][row], factors[row], ((RowPanel) other).segments[s][row], length(s));
            }
        }
    }

    private static void axpy(double[] target, double factor, double[] source, int length) {
        for (int j = 0; j < length; j++) {
            target[j] = Math.fma(factor, source[j], target[j]);
        }
    }

    @Override
    public void addRow(int row, double factor, double[] source) {
        for (int s = 0; s < segments.length; s++) {
            double[] target = segments[s][row];
            int start = start(s);
            for (int j = 0; j < length(s); j++) {
                target[j] = Math.fma(factor, source[start + j], target[j]);
            }
        }
    }

    @Override
    public void clear(int count) {
        for (double[][] segment : segments) {
            for (int row = 0; row < count; row++) {
                Arrays.fill(segment[row], 0);
            }
        }
    }
}
