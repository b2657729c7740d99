package io.github.marginloss.study.decimal;

import java.util.Arrays;
import org.apfloat.Apfloat;
import org.ejml.data.DMatrixRMaj;

/** Rows of exact numbers, and the inner products of angles. */
final class DecimalRows {

    private DecimalRows() {}

    static Apfloat[][] of(DMatrixRMaj matrix) {
        if (matrix == null) {
            return null;
        }
        Apfloat[][] rows = new Apfloat[matrix.numRows][matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            int row = i;
            Arrays.setAll(rows[i], k -> Decimals.exact(matrix.get(row, k)));
        }
        return rows;
    }

    static Apfloat[][] zeros(int rows, int columns) {
        Apfloat[][] zeros = new Apfloat[rows][columns];
        Arrays.stream(zeros).forEach(row -> Arrays.fill(row, Apfloat.ZERO));
        return zeros;
    }

    static Apfloat[][] like(Apfloat[][] rows) {
        return rows == null ? null : zeros(rows.length, rows[0].length);
    }

    static Apfloat norm(Apfloat[] row, long digits) {
        return Decimals.sqrt(Decimals.dot(row, row), digits);
    }

    static Apfloat cosine(Apfloat[] one, Apfloat[] other, long digits) {
        return Decimals.dot(one, other)
                .precision(digits)
                .divide(norm(one, digits).multiply(norm(other, digits)));
    }

    /** √(1 − cos² θ), of the exact inner products. */
    static Apfloat sine(Apfloat[] one, Apfloat[] other, long digits) {
        Apfloat product = Decimals.dot(one, other);
        Apfloat squares = Decimals.dot(one, one).multiply(Decimals.dot(other, other));
        Apfloat across = squares.subtract(product.multiply(product));
        return Decimals.sqrt(across, digits).divide(Decimals.sqrt(squares, digits));
    }
}
