package io.github.marginloss.demo.measure;

import org.ejml.data.DMatrixRMaj;

/** Arithmetic on the rows of matrices. Nothing is modified. */
public final class Rows {

    private Rows() {}

    static double dot(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
        double sum = 0;
        for (int k = 0; k < a.numCols; k++) {
            sum += a.data[i * a.numCols + k] * b.data[j * b.numCols + k];
        }
        return sum;
    }

    /** ‖a_i‖. */
    public static double norm(DMatrixRMaj a, int i) {
        return Math.sqrt(dot(a, i, a, i));
    }

    /** The cosine of the angle between two rows, in [−1, 1]; 0 if one of them is 0. */
    public static double cos(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
        double norms = norm(a, i) * norm(b, j);
        return norms == 0 ? 0 : Math.max(-1, Math.min(1, dot(a, i, b, j) / norms));
    }

    /** ‖a_i − b_j‖. */
    static double distance(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
        double sum = 0;
        for (int k = 0; k < a.numCols; k++) {
            double difference = a.data[i * a.numCols + k] - b.data[j * b.numCols + k];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** The rows, divided by their norms; a zero row stays zero. */
    public static DMatrixRMaj normalised(DMatrixRMaj rows) {
        DMatrixRMaj unit = rows.copy();
        for (int i = 0; i < rows.numRows; i++) {
            double norm = norm(rows, i);
            for (int k = 0; k < rows.numCols && norm > 0; k++) {
                unit.data[i * rows.numCols + k] /= norm;
            }
        }
        return unit;
    }

    /** The means of the rows of each class, classes×d; 0 where a class has no row. */
    public static DMatrixRMaj classMeans(DMatrixRMaj rows, int[] labels, int classes) {
        DMatrixRMaj means = new DMatrixRMaj(classes, rows.numCols);
        int[] counts = counts(labels, classes);
        for (int k = 0; k < labels.length * rows.numCols; k++) {
            means.data[labels[k / rows.numCols] * rows.numCols + k % rows.numCols] += rows.data[k];
        }
        for (int k = 0; k < means.data.length; k++) {
            means.data[k] /= Math.max(1, counts[k / rows.numCols]);
        }
        return means;
    }

    /** The number of rows of each class. */
    static int[] counts(int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }
}
