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

/** Every loss on one thread: alone, and with both gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class LossBenchmark {

    /** m, d, n. */
    @Param({"128,128,1000", "64,512,10000", "256,512,20000", "128,256,100000"})
    public String shape;

    /** The name of the loss. */
    @Param({"ArcFace", "CosFace", "SphereFace", "CombinedMargin", "NormalizedSoftmax", "Softmax", "Center"})
    public String loss;

    private Ours ours;

    /** Makes the inputs. */
    @Setup
    public void setUp() {
        ours = new Ours(loss, Losses.ALL.get(loss), new Problem(Shape.parse(shape)), 1);
    }

    /** L. */
    @Benchmark
    public double forward() {
        return ours.forward();
    }

    /** L, ∂L/∂X and ∂L/∂W. */
    @Benchmark
    public double step() {
        return ours.step();
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        ours.close();
    }
}
