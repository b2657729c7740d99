package io.github.marginloss.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** An evaluation that takes minutes can be ended. */
class InterruptionTest {

    private static final Loss LOSS = Reference.of(new ArcFace());

    private final DMatrixRMaj x = RandomMatrices_DDRM.rectangle(64, 64, -1, 1, new Random(1));
    private final Parameters parameters =
            Parameters.ofWeights(RandomMatrices_DDRM.rectangle(5000, 64, -1, 1, new Random(2)));
    private final double[] losses = new double[64];
    private final DMatrixRMaj gradient = new DMatrixRMaj(64, 64);

    private void evaluate() {
        LOSS.evaluate(x, parameters, new int[64], losses, Gradients.ofFeatures(gradient));
    }

    @Test
    void theFlagEndsIt() {
        Thread.currentThread().interrupt();
        CancellationException e = assertThrows(CancellationException.class, this::evaluate);
        assertTrue(Thread.interrupted(), "the flag stays set");
        assertTrue(e.getMessage().contains("interrupted"), e::getMessage);
        assertArrayEquals(new double[64], losses, "nothing is written");
        assertArrayEquals(new double[64 * 64], gradient.data);
    }

    @Test
    void itEndsWhileItRuns() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            begun.countDown();
            try {
                while (true) { // the interrupt comes in one of them
                    evaluate();
                }
            } catch (CancellationException e) {
                thrown.set(e);
            }
        });
        thread.start();
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        Thread.sleep(100);
        thread.interrupt();
        thread.join(10_000);
        assertTrue(thrown.get() instanceof CancellationException, () -> "" + thrown.get());
    }
}
