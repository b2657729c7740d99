package io.github.marginloss.core;

/** What stays of a block and a tile from the first pass to the second. */
final class KeptTile {

    /** E, a class a row. */
    final double[][] e;
    /** The M that it refers to; null where M was a bound from the beginning. */
    double[] origin;

    NearPairs near;

    KeptTile(int classes, int samples) {
        e = new double[classes][samples];
    }
}
