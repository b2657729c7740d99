package io.github.marginloss.core;

/**
 * The norms of the class weights: ‖w_j‖ = 2^exponent[j] / inverse[j], where inverse[j] = 0 stands for a zero row. A class
 * is written by the task that owns it.
 */
final class ClassNorms {

    /** Sums of squares within these bounds have lost nothing to underflow, and are far from overflow. */
    private static final double LEAST_SQUARE = 0x1p-400;

    private static final double GREATEST_SQUARE = 0x1p400;

    final double[] inverse;
    final int[] exponent;

    ClassNorms(int classes) {
        inverse = new double[classes];
        exponent = new int[classes];
    }

    /**
     * Computes the norm of a row. A row that would lose digits when squared is scaled by a power of two, which changes no
     * digit, so that w and 2^k w have the same ŵ.
     *
     * @param j the class
     * @param weights the rows. Not modified.
     * @param offset where the row begins
     * @param scaled receives the scaled row, if exponent[j] is not 0
     */
    void compute(int j, double[] weights, int offset, double[] scaled) {
        int d = scaled.length;
        double square = Kernels.dot(weights, offset, weights, offset, d);
        exponent[j] = 0;
        if (!(square >= LEAST_SQUARE && square <= GREATEST_SQUARE)) {
            exponent[j] = Powers.exponent(Powers.maximum(weights, offset, d));
            Powers.scale(weights, offset, scaled, 0, d, -exponent[j]);
            square = Kernels.dot(scaled, 0, scaled, 0, d);
        }
        inverse[j] = square == 0 ? 0 : 1 / Math.sqrt(square);
    }
}
