package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step on floats makes no copies of matrices in doubles, and gives the same results. */
class FloatMemoryTest {

    /** One head, several heads that write the same gradients, and samples too different in size for a common unit. */
    static List<Loss> losses() {
        Reduction apart = Reduction.weighted(1e300, 1, 1e-300, 1);
        return List.of(
                new ArcFace(),
                new Softmax(),
                new Center(),
                new ArcFace().plus(0.5, new CosFace()),
                new Softmax().plus(0.003, new Center(Reduction.MEAN)),
                new Center().plus(0.5, new Center(Reduction.MEAN)),
                new Softmax(apart),
                new ArcFace().withReduction(apart).plus(1, new Softmax(apart)));
    }

    /**
     * The only thread of a step allocates less than half of the memory that the gradient would take in doubles. As long
     * as the code is interpreted, most of that are small objects: up to 0.8 kB per class, where a row has 2 kB.
     */
    @ParameterizedTest
    @MethodSource("losses")
    void noMatrixOfClassesIsCopied(Loss loss) throws Exception {
        // vectors are objects as long as they are interpreted
        assumeTrue(Engine.kernels().startsWith("plain loops"));
        int d = 256;
        int n = 12_000;
        FloatBatch batch = FloatBatch.of(Batch.random(loss.uses(), 4, d, n, 1));
        FloatGradients gradients = FloatGradients.like(batch.features(), batch.parameters());
        long allocated = ConcurrencyTest.in(1, () -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            loss.evaluate(batch.features(), batch.parameters(), batch.labels(), null, gradients);
            return threads.getCurrentThreadAllocatedBytes() - before;
        });
        assertTrue(allocated < 8L * n * d / 2, () -> allocated + " bytes");
    }

    /** The double call keeps all exponentials in the rows of ∂L/∂W, where floats have no room for them. */
    @Test
    void exponentialsThatAreComputedAgain() {
        Batch weights = Batch.random(new CosFace().uses(), 20, 20, 201_000, 2);
        FloatBatch batch = FloatBatch.of(weights);
        batch.holds("one head", new Softmax());
    }
}
