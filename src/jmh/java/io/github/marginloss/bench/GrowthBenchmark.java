package io.github.marginloss.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The step of ArcFace, m = d = 128, for growing numbers of classes: in tiles, and with all logits in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 700, timeUnit = TimeUnit.MILLISECONDS)
public class GrowthBenchmark {

    private static final int SAMPLES = 128;
    private static final int DIMENSION = 128;

    /** n. */
    @Param({"1000", "3000", "10000", "30000", "100000", "300000"})
    public int classes;

    /** The number of threads in the pool. */
    @Param({"1", "2"})
    public int threads;

    /** The name of the contender. */
    @Param({Ours.NAME, Materialised.NAME})
    public String contender;

    private Contender step;

    /** Makes the inputs. */
    @Setup
    public void setUp() {
        Problem problem = new Problem(new Shape(SAMPLES, DIMENSION, classes));
        step = contender.equals(Ours.NAME) ? new Ours(problem, threads) : new Materialised(problem, threads);
    }

    /** L, ∂L/∂X and ∂L/∂W. */
    @Benchmark
    public double step() {
        return step.step();
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        step.close();
    }
}
