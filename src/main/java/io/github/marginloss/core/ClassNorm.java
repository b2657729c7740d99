package io.github.marginloss.core;

/**
 * The norm of a class weight: ‖w‖ = 2^exponent / inverse, where inverse = 0 stands for a zero row.
 *
 * <p>A row that would lose digits when squared is scaled by a power of two, which changes no digit, so that w and 2^k w have
 * the same ŵ.
 */
final class ClassNorm {

    /** Sums of squares within these bounds have lost nothing to underflow, and are far from overflow. */
    private static final double LEAST_SQUARE = 0x1p-400;

    private static final double GREATEST_SQUARE = 0x1p400;

    double inverse;
    int exponent;
    /** w·2^−exponent is here, from {@link #offset} on. */
    double[] values;

    int offset;
    private final double[] scaled;

    ClassNorm(int dimension) {
        scaled = new double[dimension];
    }

    /** Computes the norm of the row that begins at an offset. */
    void compute(double[] weights, int rowOffset) {
        int d = scaled.length;
        double square = Kernels.dot(weights, rowOffset, weights, rowOffset, d);
        exponent = 0;
        values = weights;
        offset = rowOffset;
        if (!(square >= LEAST_SQUARE && square <= GREATEST_SQUARE)) {
            exponent = Powers.exponent(Powers.maximum(weights, rowOffset, d));
            Powers.scale(weights, rowOffset, scaled, 0, d, -exponent);
            square = Kernels.dot(scaled, 0, scaled, 0, d);
            values = scaled;
            offset = 0;
        }
        inverse = square == 0 ? 0 : 1 / Math.sqrt(square);
    }
}
