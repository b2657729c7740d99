package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A call from outside or inside the common pool gives the same bits, even if the pool has no workers. The pool is
 * created once per process, so each case runs in its own process.
 */
class CommonPoolTest {

    /**
     * Prints the results of a step for a plain caller and for a task of the common pool, and the number of helpers left
     * in the queue.
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(step());
        System.out.println(
                ForkJoinPool.commonPool().submit(CommonPoolTest::step).join());
        System.out.println(ForkJoinPool.commonPool().getQueuedSubmissionCount());
        manyCallers();
        int left = ForkJoinPool.commonPool().getQueuedSubmissionCount();
        System.out.println(left <= 8 ? "few" : left + " helpers that nobody has begun");
    }

    /** Simultaneous callers share a queue, in which the helpers of one caller are above those of another. */
    private static void manyCallers() throws InterruptedException {
        Thread[] callers = new Thread[8];
        for (int k = 0; k < callers.length; k++) {
            callers[k] = new Thread(CommonPoolTest::step);
            callers[k].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static int step() {
        Loss loss = new ArcFace();
        Batch batch = Batch.random(loss.uses(), 48, 48, 1700, 52);
        int hash = 0;
        for (int call = 0; call < 3; call++) {
            Evaluation evaluation = batch.backward(loss);
            hash = 31 * hash + Double.hashCode(evaluation.loss());
            hash = 31 * hash + Arrays.hashCode(evaluation.gradients().weights().data);
        }
        return hash;
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {0, 1, 3})
    void everyCommonPoolServes(int workers) throws Exception {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + workers,
                        "-cp",
                        path,
                        CommonPoolTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the call has not ended");
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(step() + "\n" + step() + "\n0\nfew\n", printed.replace("\r", ""));
        } finally {
            process.destroyForcibly();
        }
    }
}
