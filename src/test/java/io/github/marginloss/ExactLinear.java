package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.ejml.data.DMatrixRMaj;

/**
 * The softmax loss of W·x with exact products, for rows whose entries are of very different sizes: logits must be
 * ordinary numbers, but entries need not. A row of a gradient is compared within a tolerance relative to the terms of
 * its largest entry.
 */
record ExactLinear(Batch batch) {

    /** Fails if the mean softmax loss of this batch, or an entry of a gradient, has an error of more than tolerance. */
    void agrees(Loss loss, double tolerance) {
        Evaluation actual = batch.backward(loss);
        int m = batch.samples();
        int n = batch.classes();
        double[][] g = new double[m][];
        double total = 0;
        for (int i = 0; i < m; i++) {
            double[] z = logits(i);
            int y = batch.labels()[i];
            double others = 0;
            for (int j = 0; j < n; j++) {
                others += j == y ? 0 : Math.exp(z[j] - z[y]);
            }
            g[i] = new double[n];
            for (int j = 0; j < n; j++) {
                g[i][j] = (j == y ? -others : Math.exp(z[j] - z[y])) / (1 + others) / m;
            }
            double l = Math.log1p(others);
            assertEquals(l, actual.sampleLosses()[i], tolerance * l, loss + " l " + i);
            total += l / m;
        }
        assertEquals(total, actual.loss(), tolerance * total, loss + " L");
        for (int i = 0; i < m; i++) {
            close(
                    loss + " dX " + i,
                    tolerance,
                    g[i],
                    batch.parameters().weights(),
                    actual.gradients().features(),
                    i);
        }
        for (int j = 0; j < n; j++) {
            double[] slopes = new double[m];
            for (int i = 0; i < m; i++) {
                slopes[i] = g[i][j];
            }
            close(
                    loss + " dW " + j,
                    tolerance,
                    slopes,
                    batch.features(),
                    actual.gradients().weights(),
                    j);
        }
    }

    private double[] logits(int i) {
        double[] z = new double[batch.classes()];
        for (int j = 0; j < z.length; j++) {
            z[j] = dot(
                            Rows.row(batch.features(), i),
                            Rows.row(batch.parameters().weights(), j))
                    .doubleValue();
        }
        return z;
    }

    private static double[] column(DMatrixRMaj matrix, int k) {
        double[] column = new double[matrix.numRows];
        for (int i = 0; i < column.length; i++) {
            column[i] = matrix.get(i, k);
        }
        return column;
    }

    private static BigDecimal dot(double[] a, double[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < a.length; k++) {
            sum = sum.add(new BigDecimal(a[k]).multiply(new BigDecimal(b[k])));
        }
        return sum;
    }

    /** Row i of a gradient is Σ slopes[k]·row k of the terms. */
    private static void close(
            String what, double tolerance, double[] slopes, DMatrixRMaj terms, DMatrixRMaj actual, int i) {
        BigDecimal largest = BigDecimal.ZERO;
        for (int k = 0; k < terms.numCols; k++) {
            for (int j = 0; j < slopes.length; j++) {
                BigDecimal size = new BigDecimal(slopes[j]).multiply(new BigDecimal(terms.get(j, k)));
                largest = largest.max(size.abs());
            }
        }
        BigDecimal allowed = largest.multiply(BigDecimal.valueOf(tolerance)).add(new BigDecimal(Double.MIN_VALUE));
        for (int k = 0; k < terms.numCols; k++) {
            double found = actual.get(i, k);
            assertTrue(Double.isFinite(found), what + " is " + found);
            BigDecimal expected = dot(slopes, column(terms, k));
            assertTrue(
                    expected.subtract(new BigDecimal(found)).abs().compareTo(allowed) <= 0,
                    what + ": " + expected.doubleValue() + " expected, but was " + found);
        }
    }
}
