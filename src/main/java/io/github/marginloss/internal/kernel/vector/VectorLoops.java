package io.github.marginloss.internal.kernel.vector;

import static io.github.marginloss.internal.kernel.PlainKernels.LN2_HIGH;
import static io.github.marginloss.internal.kernel.PlainKernels.LN2_LOW;
import static io.github.marginloss.internal.kernel.PlainKernels.LOG2E;
import static io.github.marginloss.internal.kernel.PlainKernels.LOWEST;
import static io.github.marginloss.internal.kernel.PlainKernels.ROUNDER;
import static io.github.marginloss.internal.kernel.vector.VectorLeaves.LANES;
import static io.github.marginloss.internal.kernel.vector.VectorLeaves.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Loops over whole vectors of a row. Lengths are multiples of eight; those of loops that copy are multiples of a
 * vector. No loop contains a branch, for the same reason as in {@link VectorLeaves}.
 */
final class VectorLoops {

    private VectorLoops() {}

    /** t → 2^(bias − 1023)·e^t, by the polynomial and in the order of the plain kernels. */
    static void exponentials(double[] t, int length, int bias) {
        long offset = bias - Double.doubleToRawLongBits(ROUNDER);
        for (int j = 0; j < length; j += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, t, j).max(LOWEST);
            DoubleVector shifted = x.fma(of(LOG2E), of(ROUNDER));
            DoubleVector k = shifted.sub(ROUNDER);
            DoubleVector r = k.fma(of(-LN2_LOW), k.fma(of(-LN2_HIGH), x));
            DoubleVector p = of(1.0 / 6227020800.0);
            p = p.fma(r, of(1.0 / 479001600.0));
            p = p.fma(r, of(1.0 / 39916800.0));
            p = p.fma(r, of(1.0 / 3628800.0));
            p = p.fma(r, of(1.0 / 362880.0));
            p = p.fma(r, of(1.0 / 40320.0));
            p = p.fma(r, of(1.0 / 5040.0));
            p = p.fma(r, of(1.0 / 720.0));
            p = p.fma(r, of(1.0 / 120.0));
            p = p.fma(r, of(1.0 / 24.0));
            p = p.fma(r, of(1.0 / 6.0));
            p = p.fma(r, of(0.5));
            p = p.fma(r, of(1.0));
            p = p.fma(r, of(1.0));
            // an exponent field of 0 stands for 0
            DoubleVector power = shifted.max(ROUNDER - bias)
                    .reinterpretAsLongs()
                    .add(offset)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            p.mul(power).intoArray(t, j);
        }
    }

    private static DoubleVector of(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    /** A dot product in eight sums, the lanes of one vector; the remainder goes into the first. */
    static double dotInOne(double[] a, int aFrom, double[] b, int bFrom, int length) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        int even = length & -8;
        for (int j = 0; j < even; j += 8) {
            s = load(a, aFrom + j).fma(load(b, bFrom + j), s);
        }
        double rest = rest(a, aFrom, b, bFrom, even, length, s.lane(0));
        return ((rest + s.lane(1)) + (s.lane(2) + s.lane(3))) + ((s.lane(4) + s.lane(5)) + (s.lane(6) + s.lane(7)));
    }

    /** The same in two vectors of four. */
    static double dotInTwo(double[] a, int aFrom, double[] b, int bFrom, int length) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        DoubleVector t = DoubleVector.zero(SPECIES);
        int even = length & -8;
        for (int j = 0; j < even; j += 8) {
            s = load(a, aFrom + j).fma(load(b, bFrom + j), s);
            t = load(a, aFrom + j + 4).fma(load(b, bFrom + j + 4), t);
        }
        double rest = rest(a, aFrom, b, bFrom, even, length, s.lane(0));
        return ((rest + s.lane(1)) + (s.lane(2) + s.lane(3))) + ((t.lane(0) + t.lane(1)) + (t.lane(2) + t.lane(3)));
    }

    private static double rest(double[] a, int aFrom, double[] b, int bFrom, int even, int length, double first) {
        double sum = first;
        for (int j = even; j < length; j++) {
            sum = Math.fma(a[aFrom + j], b[bFrom + j], sum);
        }
        return sum;
    }

    private static DoubleVector load(double[] a, int from) {
        return DoubleVector.fromArray(SPECIES, a, from);
    }

    /** The caller compares the lanes, because JDK 17 reduces a vector slowly. */
    static void largest(double[] values, int from, int length, double[] lanes) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        DoubleVector t = DoubleVector.zero(SPECIES);
        for (int j = from; j < from + length; j += 2 * LANES) {
            s = s.max(load(values, j).abs());
            t = t.max(load(values, j + LANES).abs());
        }
        s.max(t).intoArray(lanes, 0);
    }

    /** Σ 0·v, which is NaN unless all are finite. */
    static double zeros(double[] values, int from, int length) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        DoubleVector t = DoubleVector.zero(SPECIES);
        for (int j = from; j < from + length; j += 2 * LANES) {
            s = load(values, j).fma(DoubleVector.zero(SPECIES), s);
            t = load(values, j + LANES).fma(DoubleVector.zero(SPECIES), t);
        }
        return s.add(t).reduceLanes(VectorOperators.ADD);
    }

    static void scale(double[] source, int from, double[] target, int to, int length, double factor) {
        for (int j = 0; j < length; j += LANES) {
            load(source, from + j).mul(factor).intoArray(target, to + j);
        }
    }

    /** Copies vector by vector; each begins a stride after the one before. */
    static void spread(double[] source, int length, double[] target, int to, int stride) {
        int place = to;
        for (int j = 0; j < length; j += LANES) {
            load(source, j).intoArray(target, place);
            place += stride;
        }
    }

    /** Writes factor · source into strips of 16; each begins a stride after the one before. */
    static void toStrips(double[] source, int length, double factor, double[] strips, int first, int stride) {
        for (int j = 0; j < length; j += LANES) {
            load(source, j).mul(factor).intoArray(strips, first + (j >> 4) * stride + (j & 15));
        }
    }

    /** Reads what {@link #toStrips} has written. */
    static void fromStrips(double[] strips, int first, int stride, double[] target, int length) {
        for (int j = 0; j < length; j += LANES) {
            load(strips, first + (j >> 4) * stride + (j & 15)).intoArray(target, j);
        }
    }
}
