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
 * Exponentials of an array, in ns per entry: the two loops of {@link Kernels#exponentials} against {@link Math#exp}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ExpBenchmark {

    private static final int LENGTH = 256;

    private final double[] exponents = new double[LENGTH];
    private final double[] values = new double[LENGTH];
    private final double[] scratch = new double[LENGTH];

    /** Creates exponents from −128 on, as a scale of 64 produces them. */
    public ExpBenchmark() {
        for (int j = 0; j < LENGTH; j++) {
            exponents[j] = -128 + 0.5 * j;
        }
    }

    /** The two loops, on a copy. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public double[] twoLoops() {
        System.arraycopy(exponents, 0, values, 0, LENGTH);
        KernelChoice.serving().exponentials(values, scratch, LENGTH, 0);
        return values;
    }

    /** The method of the JDK, entry by entry. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public double[] mathExp() {
        for (int j = 0; j < LENGTH; j++) {
            values[j] = Math.exp(exponents[j]);
        }
        return values;
    }
}
