package io.github.marginloss.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Runs numbered tasks in the caller's ForkJoinPool if it is called from one, else in the common pool. Which thread runs
 * a task decides nothing: every task owns its outputs.
 */
final class Parallel {

    private Parallel() {}

    /**
     * Runs tasks 0 … count − 1 and returns when all have ended.
     *
     * @param count how many
     * @param worthwhile false keeps all of them on the calling thread
     * @param bodies makes the code of one worker, with scratch memory of its own
     */
    static void forEach(int count, boolean worthwhile, Supplier<IntConsumer> bodies) {
        ForkJoinPool pool = ForkJoinTask.inForkJoinPool() ? ForkJoinTask.getPool() : ForkJoinPool.commonPool();
        int workers = worthwhile ? Math.min(count, pool.getParallelism()) : 1;
        AtomicInteger next = new AtomicInteger();
        if (workers <= 1) {
            work(next, count, bodies);
            return;
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<RecursiveAction> actions = new ArrayList<>();
        for (int k = 0; k < workers; k++) {
            actions.add(action(() -> {
                try {
                    work(next, count, bodies);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                    next.set(count);
                }
            }));
        }
        if (ForkJoinTask.inForkJoinPool()) {
            ForkJoinTask.invokeAll(actions);
        } else {
            pool.invoke(action(() -> ForkJoinTask.invokeAll(actions)));
        }
        if (failure.get() != null) {
            // the very object: a pool would wrap it in a copy
            Parallel.<RuntimeException>rethrow(failure.get());
        }
    }

    /** Entries of an array that are one task: memory, not arithmetic, is what takes the time. */
    private static final int CHUNK = 1 << 18;

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
        forEach(count, count > 4, () -> k -> body.run(k, k * CHUNK, Math.min(length - k * CHUNK, CHUNK) + k * CHUNK));
    }

    /**
     * Runs over rows, some of them a task.
     *
     * @param rows how many
     * @param size rows of a task
     * @param worthwhile false keeps all of them on the calling thread
     * @param bodies makes the code for one row, with scratch memory of one worker
     */
    static void forEachRow(int rows, int size, boolean worthwhile, Supplier<IntConsumer> bodies) {
        forEach((rows + size - 1) / size, worthwhile, () -> {
            IntConsumer body = bodies.get();
            return task -> {
                for (int row = task * size; row < Math.min(rows, (task + 1) * size); row++) {
                    body.accept(row);
                }
            };
        });
    }

    private static void work(AtomicInteger next, int count, Supplier<IntConsumer> bodies) {
        IntConsumer body = null;
        for (int task = next.getAndIncrement(); task < count; task = next.getAndIncrement()) {
            if (body == null) {
                body = bodies.get();
            }
            body.accept(task);
        }
    }

    private static RecursiveAction action(Runnable code) {
        return new RecursiveAction() {
            private static final long serialVersionUID = 1;

            @Override
            protected void compute() {
                code.run();
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
