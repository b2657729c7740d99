package io.github.marginloss;

import org.ejml.data.DMatrixRMaj;

/** Plain arithmetic on rows, for the tests. */
final class Rows {

    private Rows() {}

    /** A copy of a row. */
    static double[] row(DMatrixRMaj matrix, int i) {
        double[] row = new double[matrix.numCols];
        System.arraycopy(matrix.data, i * matrix.numCols, row, 0, matrix.numCols);
        return row;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    static double sum(double[] a) {
        double sum = 0;
        for (double v : a) {
            sum += v;
        }
        return sum;
    }

    static double max(double[] a) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : a) {
            max = Math.max(max, v);
        }
        return max;
    }

    /** a divided by its norm. */
    static double[] unit(double[] a) {
        double norm = norm(a);
        double[] unit = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            unit[k] = a[k] / norm;
        }
        return unit;
    }

    /** a + factor·b, a new array. */
    static double[] combine(double[] a, double factor, double[] b) {
        double[] sum = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            sum[k] = a[k] + factor * b[k];
        }
        return sum;
    }

    /** a with alternating signs. */
    static double[] alternating(double[] a, int first) {
        double[] result = a.clone();
        for (int k = 0; k < a.length; k++) {
            result[k] = (k + first) % 2 == 0 ? a[k] : -a[k];
        }
        return result;
    }

    /** Row i of a matrix += factor·a. */
    static void add(DMatrixRMaj matrix, int i, double factor, double[] a) {
        for (int k = 0; k < a.length; k++) {
            matrix.data[i * a.length + k] += factor * a[k];
        }
    }
}
