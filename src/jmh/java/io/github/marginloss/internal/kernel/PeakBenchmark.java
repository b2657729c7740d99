package io.github.marginloss.internal.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rate of fused multiply-adds in a core, not limited by memory, in GF/s. Each counts as two operations.
 *
 * <p>Every entry of an array goes through a chain of these operations. Each operation waits for the one before it in
 * its chain, but chains do not wait for each other. The JIT turns entries into vectors, and the processor works on
 * several chains at a time. Chains of eight are best: longer ones fill its queues with waiting operations, and shorter
 * ones load and store more. The same chains in variables stay scalar, and so does a loop over four arrays at once on
 * JDK 17.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PeakBenchmark {

    private static final int LENGTH = 512;
    private static final int CHAIN = 8;

    private final double[] x = new double[LENGTH];
    private double a = 0.999;
    private double b = 1e-3;

    /** Vectors: a loop over an array, which stays in the first cache. */
    @Benchmark
    @OperationsPerInvocation(2 * LENGTH * CHAIN)
    public double[] vectors() {
        chains(x, a, b);
        return x;
    }

    private static void chains(double[] x, double a, double b) {
        for (int j = 0; j < LENGTH; j++) {
            double y = x[j];
            y = Math.fma(Math.fma(Math.fma(Math.fma(y, a, b), a, b), a, b), a, b);
            y = Math.fma(Math.fma(Math.fma(Math.fma(y, a, b), a, b), a, b), a, b);
            x[j] = y;
        }
    }

    /** Without vectors: eight chains in eight variables, which the JIT leaves as they are. */
    @Benchmark
    @OperationsPerInvocation(2 * LENGTH * 8)
    public double scalars() {
        double y0 = a;
        double y1 = b;
        double y2 = 2 * a;
        double y3 = 2 * b;
        double y4 = 3 * a;
        double y5 = 3 * b;
        double y6 = 4 * a;
        double y7 = 4 * b;
        for (int k = 0; k < LENGTH; k++) {
            y0 = Math.fma(y0, a, b);
            y1 = Math.fma(y1, a, b);
            y2 = Math.fma(y2, a, b);
            y3 = Math.fma(y3, a, b);
            y4 = Math.fma(y4, a, b);
            y5 = Math.fma(y5, a, b);
            y6 = Math.fma(y6, a, b);
            y7 = Math.fma(y7, a, b);
        }
        return y0 + y1 + y2 + y3 + y4 + y5 + y6 + y7;
    }
}
