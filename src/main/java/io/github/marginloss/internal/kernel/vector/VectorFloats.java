package io.github.marginloss.internal.kernel.vector;

import static io.github.marginloss.internal.kernel.PlainKernels.LENT;
import static io.github.marginloss.internal.kernel.PlainKernels.TO_SIGN;
import static io.github.marginloss.internal.kernel.vector.VectorLeaves.LANES;
import static io.github.marginloss.internal.kernel.vector.VectorLeaves.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Loops between floats and whole vectors of doubles; lengths are multiples of eight. */
final class VectorFloats {

    /** Vectors with as many floats as a vector of doubles has doubles. */
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LANES * Float.SIZE));
    /** Vectors of floats with as many bits as a vector of doubles. */
    private static final VectorSpecies<Float> WHOLE =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LANES * Double.SIZE));

    private VectorFloats() {}

    static void widen(float[] source, int from, double[] target, int length) {
        for (int j = 0; j < length; j += LANES) {
            ((DoubleVector) FloatVector.fromArray(HALF, source, from + j).convertShape(VectorOperators.F2D, SPECIES, 0))
                    .intoArray(target, j);
        }
    }

    static void round(double[] source, int from, double factor, float[] target, int to, int length) {
        for (int j = 0; j < length; j += LANES) {
            DoubleVector product =
                    DoubleVector.fromArray(SPECIES, source, from + j).mul(factor);
            ((FloatVector) product.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(target, to + j);
        }
    }

    static void keep(double[] source, float[] target, int to, int length) {
        for (int j = 0; j < length; j += LANES) {
            LongVector bits = DoubleVector.fromArray(SPECIES, source, j).reinterpretAsLongs();
            LongVector lent = bits.lanewise(VectorOperators.AND, LENT).lanewise(VectorOperators.LSHL, TO_SIGN);
            bits.lanewise(VectorOperators.AND, ~LENT)
                    .lanewise(VectorOperators.OR, lent)
                    .reinterpretAsFloats()
                    .intoArray(target, to + 2 * j);
        }
    }

    static void recall(float[] source, int from, double[] target, int length) {
        for (int j = 0; j < length; j += LANES) {
            LongVector bits = FloatVector.fromArray(WHOLE, source, from + 2 * j).reinterpretAsLongs();
            LongVector lent = bits.lanewise(VectorOperators.LSHR, TO_SIGN).lanewise(VectorOperators.AND, LENT);
            bits.lanewise(VectorOperators.AND, Long.MAX_VALUE)
                    .lanewise(VectorOperators.OR, lent)
                    .reinterpretAsDoubles()
                    .intoArray(target, j);
        }
    }
}
