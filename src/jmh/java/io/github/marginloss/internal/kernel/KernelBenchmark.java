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

    private final Panel c = new Panel(ROWS, LENGTH, LENGTH);
    private final Panel a = new Panel(ROWS, DEPTH, DEPTH);
    private final Panel b = new Panel(DEPTH, LENGTH, LENGTH);
    private final DMatrixRMaj flatC = new DMatrixRMaj(ROWS, LENGTH);
    private final DMatrixRMaj flatA = new DMatrixRMaj(ROWS, DEPTH);
    private final DMatrixRMaj flatB = new DMatrixRMaj(DEPTH, LENGTH);

    /** Fills the factors. */
    @Setup
    public void setUp() {
        Random random = new Random(1);
        for (double[] row : a.rows(0)) {
            Arrays.setAll(row, k -> random.nextDouble() - 0.5);
        }
        for (double[] row : b.rows(0)) {
            Arrays.setAll(row, k -> random.nextDouble() - 0.5);
        }
        Arrays.setAll(flatA.data, k -> random.nextDouble() - 0.5);
        Arrays.setAll(flatB.data, k -> random.nextDouble() - 0.5);
    }

    /** What the losses use. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[][] library() {
        KernelChoice.serving().multiplyAdd(c.rows(0), ROWS, a.rows(0), b.rows(0), 0, DEPTH, LENGTH);
        return c.rows(0);
    }

    /** Three rows of the result at a time. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[][] threeRows() {
        THREE.multiplyAdd(c.rows(0), ROWS, a.rows(0), b.rows(0), 0, DEPTH, LENGTH);
        return c.rows(0);
    }

    /** Four rows of the result at a time. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[][] fourRows() {
        FOUR.multiplyAdd(c.rows(0), ROWS, a.rows(0), b.rows(0), 0, DEPTH, LENGTH);
        return c.rows(0);
    }

    /** The product of EJML. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public double[] ejml() {
        CommonOps_DDRM.mult(flatA, flatB, flatC);
        return flatC.data;
    }
}
