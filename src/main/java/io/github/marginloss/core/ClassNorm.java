package io.github.marginloss.core;

/**
 * The norm of a class weight: ‖w‖ = 2^exponent / inverse, where inverse = 0 stands for a zero row.
 *
 * <p>A row that would lose digits when squared is scaled by a power of two, which changes no digit, so that w and 2^k w
 * have the same ŵ.
 */
final class ClassNorm {

    /** Sums of squares within these bounds have lost nothing to underflow, and are far from overflow. */
    private static final double LEAST_SQUARE = 0x1p-400;

    private static final double GREATEST_SQUARE = 0x1p400;

    double inverse;
    int exponent;
    /** w·2^−exponent. A copy, as loops over an array from an offset on are not vectorised. */
    final double[] values;

    ClassNorm(int dimension) {
        values = new double[dimension];
    }

    /** Computes the norm of the row that begins at an offset. */
    void compute(double[] weights, int offset) {
        int d = values.length;
        System.arraycopy(weights, offset, values, 0, d);
        double square = Kernels.dot(values, 0, values, 0, d);
        exponent = 0;
        if (!(square >= LEAST_SQUARE && square <= GREATEST_SQUARE)) {
            exponent = Powers.exponent(Powers.maximum(values, 0, d));
            Powers.scale(values, 0, values, 0, d, -exponent);
            square = Kernels.dot(values, 0, values, 0, d);
        }
        inverse = square == 0 ? 0 : 1 / Math.sqrt(square);
    }
}
