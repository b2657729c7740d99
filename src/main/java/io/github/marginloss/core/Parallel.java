package io.github.marginloss.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The threads of one step, which runs several loops over numbered tasks, one after the other. Called from a worker of a
 * ForkJoinPool, they are that pool's, the caller being one of them; called from anywhere else, they are the caller
 * <em>and</em> the workers of the common pool, as for a parallel stream. Which thread runs a task decides nothing:
 * every task owns its outputs.
 *
 * <p>No loop needs a worker to end: whatever nobody has begun, the caller does.
 *
 * <p>Between two loops the workers wait for the next one as long as it would take to wake them: a small step's loops
 * are hardly longer.
 */
final class Parallel implements AutoCloseable {

    /** Nanoseconds to wait awake: about what it costs to sleep and be woken. */
    private static final long PATIENCE = 100_000;

    private final ForkJoinPool pool;

    /** Workers that may help the caller; 0 = the caller does it all. */
    private final int workers;

    /** Waiting awake keeps others from a processor where there are more threads than these. */
    private final long patience;

    private final AtomicInteger helpers = new AtomicInteger();
    /** The last loop that has begun; null if no more are to come. */
    private volatile Loop current;

    private Parallel(ForkJoinPool pool, int workers) {
        this.pool = pool;
        this.workers = workers;
        patience = workers >= Runtime.getRuntime().availableProcessors() ? 0 : PATIENCE;
    }

    /**
     * Returns the threads that the caller may use.
     *
     * @param worthwhile false stands for the calling thread alone
     */
    static Parallel of(boolean worthwhile) {
        if (!worthwhile) {
            return new Parallel(null, 0);
        }
        return ForkJoinTask.inForkJoinPool() ? inside(ForkJoinTask.getPool()) : beside(ForkJoinPool.commonPool());
    }

    /** The threads of a pool that the caller is one of. */
    static Parallel inside(ForkJoinPool pool) {
        return new Parallel(pool, pool.getParallelism() - 1);
    }

    /** The caller and the threads of a pool that it is not in. */
    static Parallel beside(ForkJoinPool pool) {
        return new Parallel(pool, pool.getParallelism());
    }

    /**
     * Runs tasks 0 … count − 1 and returns when all have ended. What one of them throws ends the loop, and is thrown as
     * it is.
     *
     * @param count how many
     * @param bodies makes the code of one thread, with scratch memory of its own
     */
    void forEach(int count, Supplier<IntConsumer> bodies) {
        int wanted = Math.min(count - 1, workers);
        Loop loop = new Loop(count, wanted, bodies);
        if (wanted <= 0) {
            loop.run();
        } else {
            current = loop;
            List<ForkJoinTask<?>> called = call(wanted);
            loop.run();
            takeBack(called);
            loop.awaitHelpers(patience);
        }
        loop.rethrow();
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

    /** Sends the helpers away until there is another loop. */
    @Override
    public void close() {
        current = null;
    }

    /** Calls as many helpers as are missing. */
    private List<ForkJoinTask<?>> call(int wanted) {
        List<ForkJoinTask<?>> called = new ArrayList<>();
        while (enter(wanted)) {
            ForkJoinTask<?> helper = ForkJoinTask.adapt(this::help);
            try {
                pool.execute(helper);
            } catch (RejectedExecutionException full) {
                helpers.decrementAndGet();
                break;
            }
            called.add(helper);
        }
        return called;
    }

    /** Counts one more helper, unless there are as many as wanted. */
    private boolean enter(int wanted) {
        int there = helpers.get();
        while (there < wanted && !helpers.compareAndSet(there, there + 1)) {
            there = helpers.get();
        }
        return there < wanted;
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
        long since = System.nanoTime();
        while (true) {
            Loop loop = current;
            if (loop != last && loop != null) {
                loop.help();
                last = loop;
                since = System.nanoTime();
            } else if (loop != null && System.nanoTime() - since < patience) {
                Thread.onSpinWait();
            } else {
                helpers.decrementAndGet();
                // a loop that has begun just now may have counted on this thread
                Loop next = current;
                if (next == last || next == null || !enter(next.wanted)) {
                    return;
                }
            }
        }
    }
}
