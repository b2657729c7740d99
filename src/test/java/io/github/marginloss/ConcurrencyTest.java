package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The number of threads changes only the time, and a call runs in the caller's pool. */
class ConcurrencyTest {

    private static final int M = 48;
    private static final int D = 48;
    private static final int N = 1700;

    /** One loss for each way to compute; the others differ from these only in their margins. */
    static List<Losses.Entry> kinds() {
        Set<Loss> chosen = Set.of(
                new Softmax(),
                new NormalizedSoftmax(),
                new SphereFace(),
                new CosFace(1000, 0.1),
                new ArcFace(16, 0.5, ArcFace.Extension.LINEAR),
                new Center(),
                new Softmax().plus(0.003, new Center(Reduction.MEAN)));
        List<Losses.Entry> found = Losses.all().stream()
                .filter(entry -> chosen.contains(entry.loss()))
                .toList();
        assertEquals(chosen.size() + 1, found.size()); // Softmax with and without bias
        return found;
    }

    static List<Losses.Entry> cosines() {
        return kinds().stream()
                .filter(entry -> entry.naive() instanceof Naive.Cosine)
                .toList();
    }

    /** A batch large enough for several threads: 4 million products, and 8 parts of the classes. */
    private static Batch large(Losses.Entry entry) {
        return entry.batch(M, D, N, 41);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theBitsDoNotDependOnThePool(Losses.Entry entry) throws Exception {
        Batch batch = large(entry);
        Evaluation outside = batch.backward(entry.loss());
        Compare.close("textbook", entry.tolerance(D), entry.naive().evaluate(batch), outside);
        for (int threads : new int[] {1, 2, 3, 8}) {
            Evaluation inside = in(threads, () -> batch.backward(entry.loss()));
            Compare.bits(entry + " on " + threads + " threads", outside, inside);
            Compare.bits(entry + " forward", outside.loss(), in(threads, () -> batch.forward(entry.loss())));
        }
    }

    /** Many blocks of samples against the same few classes, with norms whose squares are out of range. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cosines")
    void manySamplesShareFewClasses(Losses.Entry entry) throws Exception {
        Batch batch = entry.batch(3000, 6, 150, 48);
        Batch tiny = batch.withWeights(Batch.map(batch.parameters().weights(), v -> Math.scalb(v, -600)));
        double expected = in(1, () -> batch.forward(entry.loss()));
        for (int k = 0; k < 3; k++) {
            Compare.bits(entry + " L", expected, in(2, () -> tiny.forward(entry.loss())));
        }
    }

    /** Samples permuted in a batch that is split. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theBitsDoNotDependOnTheOrderOfSamples(Losses.Entry entry) {
        Batch batch = large(entry);
        int[] order = Batch.permutation(M, 42);
        Evaluation straight = batch.backward(entry.loss());
        Evaluation permuted = batch.samples(order).backward(entry.loss());
        Compare.bits(
                "dX",
                Batch.rows(straight.gradients().features(), order),
                permuted.gradients().features());
        for (int i = 0; i < M; i++) {
            Compare.bits("l", straight.sampleLosses()[order[i]], permuted.sampleLosses()[i]);
        }
    }

    /** More callers than threads, all with the same loss and batch: there is no state, and no caller waits forever. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void manyCallersAtOnce(Losses.Entry entry) throws Exception {
        Batch batch = entry.batch(32, 32, 1000, 43);
        Evaluation expected = batch.backward(entry.loss());
        ForkJoinPool pool = new ForkJoinPool(2);
        try {
            List<Future<Evaluation>> calls = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
                calls.add(pool.submit((Callable<Evaluation>) () -> batch.backward(entry.loss())));
            }
            Evaluation[] threads = new Evaluation[3];
            List<Thread> others = new ArrayList<>();
            for (int k = 0; k < threads.length; k++) {
                int place = k;
                others.add(new Thread(() -> threads[place] = batch.backward(entry.loss())));
                others.get(k).start();
            }
            for (Future<Evaluation> call : calls) {
                Compare.bits("in the pool", expected, call.get());
            }
            for (int k = 0; k < threads.length; k++) {
                others.get(k).join();
                Compare.bits("in a thread", expected, threads[k]);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** A margin that records the threads that call it. */
    static final class Watching implements Margin {
        private static final long serialVersionUID = 1;
        private final transient Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public double value(double cos, double sin) {
            threads.add(Thread.currentThread());
            return cos;
        }

        @Override
        public double slope(double cos, double sin) {
            threads.add(Thread.currentThread());
            return -sin;
        }
    }

    @Test
    void thePoolIsTheCallers() throws Exception {
        Watching margin = new Watching();
        Loss loss = new MarginSoftmax(Scale.fixed(16), margin, Reduction.MEAN);
        Batch batch = Batch.random(loss.uses(), M, D, N, 44);
        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            pool.submit(() -> batch.backward(loss)).get();
            assertTrue(margin.threads.size() > 0);
            for (Thread thread : margin.threads) {
                assertSame(pool, ((ForkJoinWorkerThread) thread).getPool());
            }
        } finally {
            pool.shutdown();
        }
        margin.threads.clear();
        batch.backward(loss);
        for (Thread thread : margin.threads) {
            assertTrue(thread == Thread.currentThread()
                    || ((ForkJoinWorkerThread) thread).getPool() == ForkJoinPool.commonPool());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anInterruptIsKept(Losses.Entry entry) throws Exception {
        Batch batch = large(entry);
        Evaluation expected = batch.backward(entry.loss());
        Callable<Boolean> interrupted = () -> {
            Thread.currentThread().interrupt();
            Evaluation actual = batch.backward(entry.loss());
            boolean kept = Thread.interrupted();
            Compare.bits("interrupted", expected, actual);
            return kept;
        };
        assertTrue(interrupted.call(), "outside a pool");
        assertTrue(in(2, interrupted), "in a pool");
    }

    static <T> T in(int threads, Callable<T> call) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(call).get();
        } finally {
            pool.shutdown();
        }
    }
}
