package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Every task runs once, in the caller's pool, and an exception comes back as the same object. */
class ParallelTest {

    private static void everyTaskOnce(int count, boolean worthwhile) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        AtomicInteger bodies = new AtomicInteger();
        Parallel.of(worthwhile).forEach(count, () -> {
            bodies.incrementAndGet();
            return runs::incrementAndGet;
        });
        for (int task = 0; task < count; task++) {
            assertEquals(1, runs.get(task));
        }
        assertTrue(bodies.get() <= count, "no more workers than tasks");
    }

    private static <T> T in(int threads, Callable<T> call) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(call).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void everyTaskIsRunOnce() throws Exception {
        for (int count : new int[] {0, 1, 2, 3, 50}) {
            for (boolean worthwhile : new boolean[] {true, false}) {
                everyTaskOnce(count, worthwhile);
                for (int threads = 1; threads <= 4; threads++) {
                    in(threads, () -> {
                        everyTaskOnce(count, worthwhile);
                        return null;
                    });
                }
            }
        }
    }

    /**
     * Two tasks that wait for each other end only if there are two threads. Two tasks that are too small get one
     * thread.
     */
    @Test
    void theThreadsAreThoseOfThePool() throws Exception {
        Set<Thread> both = ConcurrentHashMap.newKeySet();
        CountDownLatch met = new CountDownLatch(2);
        assertTrue(in(2, () -> {
            Parallel.of(true).forEach(2, () -> task -> {
                both.add(Thread.currentThread());
                met.countDown();
                await(met);
            });
            return met.getCount() == 0;
        }));
        assertEquals(2, both.size());
        Set<Thread> one = ConcurrentHashMap.newKeySet();
        Parallel.of(false).forEach(20, () -> task -> one.add(Thread.currentThread()));
        assertEquals(Set.of(Thread.currentThread()), one);
    }

    /** If no worker is free, the caller runs everything, and leaves no helper in the queue. */
    @Test
    void aBusyPoolCollectsNothing() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try {
            pool.execute(() -> {
                busy.countDown();
                await(done);
            });
            await(busy);
            Callable<Long> calls = () -> {
                for (int call = 0; call < 100; call++) {
                    everyTaskOnce(8, true);
                }
                return pool.getQueuedTaskCount();
            };
            assertEquals(0, pool.submit(calls).get(20, TimeUnit.SECONDS));
        } finally {
            done.countDown();
            pool.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Loops follow each other at any interval: a helper is still there, is about to leave, or has left. */
    @Test
    void helpersComeAndGo() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        try {
            pool.submit(() -> {
                        try (Parallel parallel = Parallel.of(true)) {
                            for (int loop = 0; loop < 1000; loop++) {
                                parallel.forEach(20, () -> task -> {
                                    threads.add(Thread.currentThread());
                                    runs.incrementAndGet();
                                });
                                assertEquals(20 * (loop + 1), runs.get());
                                spin(loop % 16 * 10_000L);
                            }
                        }
                    })
                    .get(60, TimeUnit.SECONDS);
            assertEquals(2, threads.size());
            assertTrue(pool.awaitQuiescence(20, TimeUnit.SECONDS), "helpers leave when no more loops follow");
        } finally {
            pool.shutdown();
        }
    }

    private static void spin(long nanoseconds) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < nanoseconds) {
            Thread.onSpinWait();
        }
    }

    /**
     * A caller outside any pool works together with all of the pool's threads, and no more than these run at a time.
     */
    @Test
    void aCallerOutsideIsOneMore() {
        ForkJoinPool pool = new ForkJoinPool(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Parallel parallel = Parallel.beside(pool)) {
            for (int loop = 0; loop < 200; loop++) {
                parallel.forEach(50, () -> task -> {
                    threads.add(Thread.currentThread());
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    spin(2000);
                    inside.decrementAndGet();
                });
                spin(loop % 16 * 10_000L);
            }
            CountDownLatch met = new CountDownLatch(3);
            parallel.forEach(3, () -> task -> {
                met.countDown();
                await(met);
            });
            assertEquals(0, met.getCount(), "three tasks that wait for each other have three threads");
            assertTrue(threads.contains(Thread.currentThread()));
            assertTrue(most.get() <= 3, most + " tasks at a time");
        } finally {
            pool.shutdown();
        }
    }

    /** Two tasks that wait for each other: on two processors the common pool has one worker, and the caller helps. */
    @Test
    void aPlainCallHasTheCommonPoolsWorkersAsWell() {
        CountDownLatch met = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Parallel parallel = Parallel.of(true)) {
            parallel.forEach(2, () -> task -> {
                threads.add(Thread.currentThread());
                met.countDown();
                await(met);
            });
        }
        assertEquals(0, met.getCount());
        assertTrue(threads.contains(Thread.currentThread()));
    }

    /** Work goes on even if a pool no longer accepts tasks. */
    @Test
    void aPoolThatRefuses() {
        ForkJoinPool pool = new ForkJoinPool(2);
        pool.shutdown();
        AtomicInteger runs = new AtomicInteger();
        try (Parallel parallel = Parallel.inside(pool)) {
            parallel.forEach(10, () -> task -> runs.incrementAndGet());
        }
        assertEquals(10, runs.get());
    }

    /** The loop ends when all tasks have ended, not before, and an interrupt stays set. */
    @Test
    void anInterruptEndsNothing() throws Exception {
        assertTrue(in(2, () -> {
            AtomicInteger ended = new AtomicInteger();
            CountDownLatch met = new CountDownLatch(2);
            Thread caller = Thread.currentThread();
            Parallel.of(true).forEach(2, () -> task -> {
                met.countDown();
                await(met);
                if (Thread.currentThread() == caller) {
                    caller.interrupt();
                } else {
                    pause();
                }
                ended.incrementAndGet();
            });
            return ended.get() == 2 && Thread.interrupted();
        }));
    }

    /** Pauses for longer than any thread spins. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The failure reaches the caller unchanged, and no task begins after it. */
    @Test
    void theFirstFailureEndsIt() throws Exception {
        for (boolean several : new boolean[] {true, false}) {
            AtomicInteger later = new AtomicInteger();
            CountDownLatch thrown = new CountDownLatch(1);
            Error fault = new StackOverflowError("mine");
            Callable<Throwable> loop = () -> assertThrows(
                    StackOverflowError.class,
                    () -> Parallel.of(several).forEach(100_000, () -> task -> {
                        if (task == 0) {
                            thrown.countDown();
                            throw fault;
                        }
                        await(thrown);
                        pause();
                        later.incrementAndGet();
                    }));
            assertSame(fault, in(2, loop));
            assertTrue(later.get() <= 1, later + " tasks after the failure");
        }
    }
}
