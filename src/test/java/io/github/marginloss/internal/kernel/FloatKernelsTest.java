package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops over rows of floats, at every length, and with numbers of every size. */
class FloatKernelsTest {

    private static final int LENGTHS = 40;

    private final Random random = new Random(3);

    @ParameterizedTest
    @MethodSource("io.github.marginloss.internal.kernel.KernelsTest#all")
    void floatsBecomeDoubles(Kernels kernels) {
        for (int length = 0; length < LENGTHS; length++) {
            float[] source = new float[length + 3];
            double[] expected = new double[length + 1];
            expected[length] = 7;
            for (int j = 0; j < length; j++) {
                source[3 + j] = Float.intBitsToFloat(random.nextInt() & 0xbfff_ffff);
                expected[j] = source[3 + j];
            }
            double[] target = new double[length + 1];
            target[length] = 7;
            kernels.widen(source, 3, target, length);
            assertArrayEquals(expected, target);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.marginloss.internal.kernel.KernelsTest#all")
    void productsAreRoundedToDoubleAndThenToFloat(Kernels kernels) {
        for (int length = 0; length < LENGTHS; length++) {
            double factor = Math.scalb(random.nextDouble() - 0.5, random.nextInt(300) - 150);
            double[] source = new double[length + 2];
            float[] expected = new float[length + 4];
            expected[1] = 5;
            for (int j = 0; j < length; j++) {
                source[2 + j] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(300) - 150);
                expected[3 + j] = (float) (source[2 + j] * factor);
            }
            float[] target = new float[length + 4];
            target[1] = 5;
            kernels.round(source, 2, factor, target, 3, length);
            assertArrayEquals(expected, target);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.marginloss.internal.kernel.KernelsTest#all")
    void whatPairsOfFloatsKeepComesBackToTheBitAndIsNoNaN(Kernels kernels) {
        for (int length = 0; length < LENGTHS; length++) {
            double[] source = new double[length];
            for (int j = 0; j < length; j++) {
                // half of them have a lower half that would be a NaN as a float
                long bits = random.nextLong() & 0x7f7f_ffff_ffff_ffffL | (random.nextBoolean() ? 0x7f80_0001L : 0);
                source[j] = Double.longBitsToDouble(bits);
            }
            float[] floats = new float[2 * length + 3];
            floats[2 * length + 2] = 7;
            kernels.keep(source, floats, 2, length);
            float[] plain = floats.clone();
            new PlainKernels().keep(source, plain, 2, length);
            assertArrayEquals(plain, floats, "one kernel may read what another has kept");
            for (float half : floats) {
                assertFalse(Float.isNaN(half));
            }
            double[] target = new double[length];
            kernels.recall(floats, 2, target, length);
            assertArrayEquals(source, target);
            assertArrayEquals(new float[] {0, 0, 7}, new float[] {floats[0], floats[1], floats[2 * length + 2]});
        }
    }
}
