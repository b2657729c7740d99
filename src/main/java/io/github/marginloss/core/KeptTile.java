package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/**
 * What stays of a block and a tile from the first pass to the second. E itself is in the rows of ∂L/∂W, which are
 * not written before it has been read, if they have room for it and nobody else writes them; else in arrays of its own.
 */
final class KeptTile {

    /** E, a class a row; null where the rows of ∂L/∂W hold it. */
    final double[][] e;
    /** The M that it refers to. */
    double[] origin;

    NearPairs near;

    private final DMatrixRMaj rows;

    private KeptTile(double[][] e, DMatrixRMaj rows) {
        this.e = e;
        this.rows = rows;
    }

    static KeptTile inArrays(int classes, int samples) {
        return new KeptTile(new double[classes][samples], null);
    }

    /** Keeps E in a matrix with a row a class, and at least a column a sample. */
    static KeptTile inRows(DMatrixRMaj rows) {
        return new KeptTile(null, rows);
    }

    /** Stores E, a class a row, if it is not in these arrays already. */
    void store(double[][] from, ClassTile tile, SampleBlock block) {
        for (int j = 0; e == null && j < tile.count; j++) {
            System.arraycopy(from[j], 0, rows.data, offset(tile, j, block), block.count);
        }
    }

    /** Copies E, a class a row. */
    void copy(double[][] to, ClassTile tile, SampleBlock block) {
        for (int j = 0; j < tile.count; j++) {
            if (e == null) {
                System.arraycopy(rows.data, offset(tile, j, block), to[j], 0, block.count);
            } else {
                System.arraycopy(e[j], 0, to[j], 0, block.count);
            }
        }
    }

    private int offset(ClassTile tile, int j, SampleBlock block) {
        return (tile.first + j) * rows.numCols + block.first;
    }
}
