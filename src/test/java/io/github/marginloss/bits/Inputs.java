package io.github.marginloss.bits;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The arguments of a loss. The entries of a random batch depend on the seed and the shape alone; {@link Random} is
 * specified to the bit.
 *
 * @param x features, m×d
 * @param w class weights, n×d
 * @param b biases, n×1
 * @param c centers, n×d
 * @param y labels
 */
record Inputs(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b, DMatrixRMaj c, int[] y) {

    /** Normal deviates. */
    static Inputs random(long seed, int m, int d, int n) {
        return random(seed, m, d, n, 1);
    }

    /** Normal deviates, those of the features times a unit. */
    static Inputs random(long seed, int m, int d, int n, double unit) {
        Random random = new Random(seed);
        return new Inputs(
                gauss(m, d, random, unit),
                gauss(n, d, random, 1),
                gauss(n, 1, random, 1),
                gauss(n, d, random, 1),
                random.ints(m, 0, n).toArray());
    }

    private static DMatrixRMaj gauss(int rows, int columns, Random random, double unit) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < rows * columns; k++) {
            matrix.data[k] = unit * random.nextGaussian();
        }
        return matrix;
    }

    int samples() {
        return x.numRows;
    }

    int dimension() {
        return x.numCols;
    }

    int classes() {
        return w.numRows;
    }

    /** Multiplies each of the matrices by a separate factor. */
    Inputs times(double features, double weights, double bias, double centers) {
        for (int i = 0; i < samples(); i++) {
            row(x, i, features, x, i);
        }
        for (int j = 0; j < classes(); j++) {
            row(w, j, weights, w, j);
            row(b, j, bias, b, j);
            row(c, j, centers, c, j);
        }
        return this;
    }

    /** Row i of a matrix becomes a factor times a row of another matrix or of the same one. */
    static void row(DMatrixRMaj to, int i, double factor, DMatrixRMaj from, int j) {
        for (int k = 0; k < to.numCols; k++) {
            to.set(i, k, factor * from.get(j, k));
        }
    }

    /** The parameters that a loss uses. */
    Parameters parameters(Loss loss) {
        Set<Kind> uses = loss.uses();
        return new Parameters(
                uses.contains(Kind.WEIGHTS) ? w : null,
                uses.contains(Kind.BIAS) ? b : null,
                uses.contains(Kind.CENTERS) ? c : null);
    }

    Evaluation backward(Loss loss) {
        return loss.backward(x, parameters(loss), y);
    }
}
