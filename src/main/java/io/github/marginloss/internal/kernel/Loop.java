package io.github.marginloss.internal.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One loop of {@link Parallel}: the caller and its helpers take one task after another until none are left. */
final class Loop {

    /** Nanoseconds between two checks for busy helpers. */
    private static final long SLEEP = 50_000;

    /** The number of helpers wanted. */
    final int wanted;

    private final int count;
    private final Supplier<IntConsumer> bodies;
    private final AtomicInteger next = new AtomicInteger();
    /** The number of helpers that may be running a task; a helper is counted before it takes its first task. */
    private final AtomicInteger busy = new AtomicInteger();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Loop(int count, int wanted, Supplier<IntConsumer> bodies) {
        this.count = count;
        this.wanted = wanted;
        this.bodies = bodies;
    }

    /** Runs tasks until none are left or one has failed. */
    void run() {
        try {
            IntConsumer body = null;
            for (int task = next.getAndIncrement(); task < count; task = next.getAndIncrement()) {
                if (body == null) {
                    body = bodies.get();
                }
                body.accept(task);
            }
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            next.set(count);
        }
    }

    /** Runs tasks in a helper. */
    void help() {
        busy.incrementAndGet();
        run();
        busy.decrementAndGet();
    }

    /**
     * Waits, once the caller has found no more tasks, until no helper is running one.
     *
     * @param patience nanoseconds to spin; after that the thread sleeps and checks again. It does not use a wait that
     *     the pool would notice, because the pool would start a replacement thread.
     */
    void awaitHelpers(long patience) {
        long since = System.nanoTime();
        while (busy.get() > 0) {
            if (System.nanoTime() - since < patience) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, SLEEP);
            }
        }
    }

    /** Throws the exception of a task, the same object; a pool would wrap it in a copy. */
    void rethrow() {
        if (failure.get() != null) {
            Loop.<RuntimeException>rethrow(failure.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
