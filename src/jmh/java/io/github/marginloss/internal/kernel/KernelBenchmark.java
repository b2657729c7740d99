package io.github.marginloss.internal.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** c += a·b for a tile of classes, in GF/s: the library's kernels, and EJML's product. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {

    private static final int ROWS = 192;
    private static final int DEPTH = 480;
    private static final int LENGTH = 256;
    private static final int OPERATIONS = 2 * ROWS * DEPTH * LENGTH;

    private static final Kernels THREE = new PlainKernels();
    private static final Kernels FOUR = new FourRowKernels();

    private final Factors library = new Factors(KernelChoice.serving());
    private final Factors three = new Factors(THREE);
    private final Factors four = new Factors(FOUR);
    private final DMatrixRMaj flatC = new DMatrixRMaj(ROWS, LENGTH);
    private final DMatrixRMaj flatA = new DMatrixRMaj(ROWS, DEPTH);
    private final DMatrixRMaj flatB = new DMatrixRMaj(DEPTH, LENGTH);

    /** Fills the factors. */
    @Setup
    public void setUp() {
        Random random = new Random(1);
        Arrays.setAll(flatA.data, k -> random.nextDouble() - 0.5);
        Arrays.setAll(flatB.data, k -> random.nextDouble() - 0.5);
    }

    /** Both factors and the result in the layout of some kernels. */
    private static final class Factors {
        final Kernels kernels;
        final Panel a;
        final Panel b;
        final Panel scratch;
        final double[][] z = new double[ROWS][LENGTH];

        Factors(Kernels kernels) {
            this.kernels = kernels;
            a = kernels.leftPanel(ROWS, DEPTH);
            b = kernels.panel(DEPTH, LENGTH);
            scratch = kernels.leftPanel(ROWS, LENGTH);
            Random random = new Random(1);
            for (int r = 0; r < ROWS; r++) {
                a.set(r, random.doubles(DEPTH, -0.5, 0.5).toArray());
            }
            for (int k = 0; k < DEPTH; k++) {
                b.set(k, random.doubles(LENGTH, -0.5, 0.5).toArray());
            }
        }

        double[][] multiply() {
            kernels.multiply(z, ROWS, a, DEPTH, b, LENGTH, scratch);
            return z;
        }
    }

    /** The kernels that the losses use. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[][] library() {
        return library.multiply();
    }

    /** Three rows of the result at a time. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[][] threeRows() {
        return three.multiply();
    }

    /** Four rows of the result at a time. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[][] fourRows() {
        return four.multiply();
    }

    /** The product of EJML. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[] ejml() {
        CommonOps_DDRM.mult(flatA, flatB, flatC);
        return flatC.data;
    }
}
