package io.github.marginloss.core;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One loop of {@link Parallel}: its caller and its helpers take the next task until there are no more. */
final class Loop {

    /** Nanoseconds between two looks at the helpers. */
    private static final long SLEEP = 50_000;

    /** How many helpers it is to have. */
    final int wanted;

    private final int count;
    private final Supplier<IntConsumer> bodies;
    private final AtomicInteger next = new AtomicInteger();
    /** Helpers that may be at a task: each is counted before it takes its first one. */
    private final AtomicInteger busy = new AtomicInteger();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Loop(int count, int wanted, Supplier<IntConsumer> bodies) {
        this.count = count;
        this.wanted = wanted;
        this.bodies = bodies;
    }

    /** Runs tasks until there are no more, or one has failed. */
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

    /** The same, by a helper. */
    void help() {
        busy.incrementAndGet();
        run();
        busy.decrementAndGet();
    }

    /**
     * Waits until no helper is at a task, when the caller itself has found no more.
     *
     * @param patience nanoseconds to wait awake; then the thread sleeps and looks again, since a worker that its pool
     *     knew to be blocked would be replaced by another
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

    /** Throws what a task has thrown: the very object, where a pool would wrap it in a copy. */
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
