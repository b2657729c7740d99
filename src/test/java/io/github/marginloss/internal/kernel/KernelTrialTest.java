package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** Kernels that give different bits are never used, even if they are faster. */
class KernelTrialTest {

    @Test
    void refusesADotProductThatIsOneBitOff() {
        Kernels other = new PlainKernels() {
            @Override
            public double dot(double[] a, int from, double[] b, int start, int length) {
                return Math.nextUp(super.dot(a, from, b, start, length));
            }
        };
        assertFalse(new KernelTrial(other, new PlainKernels()).isWon());
    }

    @Test
    void refusesAProductWithAnEntryThatIsOneBitOff() {
        Kernels other = new PlainKernels() {
            @Override
            public void multiply(double[][] z, int rows, Panel a, int depth, Panel b, int length, Panel scratch) {
                super.multiply(z, rows, a, depth, b, length, scratch);
                z[rows - 1][length - 1] = Math.nextUp(z[rows - 1][length - 1]);
            }
        };
        assertFalse(new KernelTrial(other, new PlainKernels()).isWon());
    }
}
