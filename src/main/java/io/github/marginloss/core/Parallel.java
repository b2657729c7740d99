package io.github.marginloss.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The threads of one step, which runs several loops over numbered tasks: the caller and workers of the caller's ForkJoinPool,
 * or of the common pool if it is in none. Which thread runs a task decides nothing: every task owns its outputs.
 *
 * <p>Between two loops the workers wait for the next one for as long as it would take to wake them, which is as long as a
 * small step's loop lasts.
 */
final class Parallel {

    /** Nanoseconds to wait awake: about what it costs to sleep and be woken. */
    private static final long PATIENCE = 100_000;

    /** Entries of an array that are one task: memory, not arithmetic, is what takes the time. */
    private static final int CHUNK = 1 << 18;

    /** Null where the calling thread does it all. */
    private final ForkJoinPool pool;

    private final AtomicInteger helpers = new AtomicInteger();
    private volatile Loop current;

    private Parallel(ForkJoinPool pool) {
        this.pool = pool;
    }

    /**
     * Returns the threads that the caller may use.
     *
     * @param worthwhile false stands for the calling thread alone
     */
    static Parallel of(boolean worthwhile) {
        ForkJoinPool pool = ForkJoinTask.inForkJoinPool() ? ForkJoinTask.getPool() : ForkJoinPool.commonPool();
        return new Parallel(worthwhile && pool.getParallelism() > 1 ? pool : null);
    }

    /**
     * Runs tasks 0 … count − 1 and returns when all have ended. What one of them throws ends the loop.
     *
     * @param count how many
     * @param bodies makes the code of one thread, with scratch memory of its own
     */
    void forEach(int count, Supplier<IntConsumer> bodies) {
        Loop loop = new Loop(count, bodies);
        int wanted = pool == null ? 0 : Math.min(count, pool.getParallelism()) - 1;
        if (wanted <= 0) {
            loop.run();
        } else {
            current = loop;
            List<ForkJoinTask<?>> called = call(wanted);
            loop.run();
            loop.awaitOthers();
            takeBack(called);
        }
        if (loop.failure.get() != null) {
            // the very object: a pool would wrap it in a copy
            Parallel.<RuntimeException>rethrow(loop.failure.get());
        }
    }

    /**
     * Runs over rows, some of them a task.
     *
     * @param rows how many
     * @param size rows of a task
     * @param bodies makes the code for one row, with scratch memory of one thread
     */
    void forEachRow(int rows, int size, Supplier<IntConsumer> bodies) {
        forEach((rows + size - 1) / size, () -> {
            IntConsumer body = bodies.get();
            return task -> {
                for (int row = task * size; row < Math.min(rows, (task + 1) * size); row++) {
                    body.accept(row);
                }
            };
        });
    }

    /** What is done with the entries from (inclusive) to (exclusive). */
    interface Chunk {
        void run(int chunk, int from, int to);
    }

    /** How many chunks an array has. */
    static int chunks(int length) {
        return (int) ((length + (CHUNK - 1L)) / CHUNK);
    }

    /** Runs over the chunks of an array. */
    static void forEachChunk(int length, Chunk body) {
        int count = chunks(length);
        of(count > 4)
                .forEach(count, () -> k -> body.run(k, k * CHUNK, Math.min(length - k * CHUNK, CHUNK) + k * CHUNK));
    }

    /** Calls as many helpers as are missing. */
    private List<ForkJoinTask<?>> call(int wanted) {
        List<ForkJoinTask<?>> called = new ArrayList<>();
        for (int there = helpers.get(); there < wanted; there = helpers.get()) {
            if (helpers.compareAndSet(there, there + 1)) {
                RecursiveAction helper = new Helper(this);
                called.add(helper);
                pool.execute(helper);
            }
        }
        return called;
    }

    /** Takes helpers back that no thread was free for: a busy pool would collect them. */
    private void takeBack(List<ForkJoinTask<?>> called) {
        for (int k = called.size() - 1; k >= 0; k--) {
            if (called.get(k).tryUnfork()) {
                helpers.decrementAndGet();
            }
        }
    }

    /** Takes part in one loop after the other, as long as they follow closely. */
    private void help() {
        Loop last = null;
        long deadline = 0;
        while (true) {
            Loop loop = current;
            if (loop != last) {
                loop.join();
                last = loop;
                deadline = System.nanoTime() + PATIENCE;
            } else if (System.nanoTime() < deadline) {
                Thread.onSpinWait();
            } else {
                helpers.decrementAndGet();
                // a loop that began just now counted on this thread
                if (current == last) {
                    return;
                }
                helpers.incrementAndGet();
            }
        }
    }

    /** A pool's thread in the service of a step. */
    private static final class Helper extends RecursiveAction {

        private static final long serialVersionUID = 1;

        private final transient Parallel parallel;

        private Helper(Parallel parallel) {
            this.parallel = parallel;
        }

        @Override
        protected void compute() {
            parallel.help();
        }
    }

    /** One loop. */
    private static final class Loop {

        private final int count;
        private final Supplier<IntConsumer> bodies;
        private final AtomicInteger next = new AtomicInteger();
        private final Phaser threads = new Phaser(1);
        final AtomicReference<Throwable> failure = new AtomicReference<>();

        private Loop(int count, Supplier<IntConsumer> bodies) {
            this.count = count;
            this.bodies = bodies;
        }

        /** Runs tasks until there are no more. */
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

        /** The same by a helper, which the caller waits for from the first task on. */
        void join() {
            threads.register();
            try {
                run();
            } finally {
                threads.arriveAndDeregister();
            }
        }

        /** Waits until all helpers have ended. */
        void awaitOthers() {
            long deadline = System.nanoTime() + PATIENCE;
            while (threads.getUnarrivedParties() > 1 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            threads.arriveAndAwaitAdvance();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
