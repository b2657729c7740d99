package io.github.marginloss.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The threads of one evaluation, which runs several loops over numbered tasks, one after the other. If the caller is a
 * worker of a ForkJoinPool, these are the workers of that pool, including the caller; otherwise they are the caller
 * <em>and</em> the workers of the common pool, as for a parallel stream. Any thread may run any task, because every
 * task writes its own outputs.
 *
 * <p>No loop needs a worker in order to finish: the caller runs every task that no worker has begun.
 *
 * <p>Between two loops the workers spin for about as long as it would take to wake them: the loops of a small
 * evaluation hardly take longer than that.
 */
public final class Parallel implements AutoCloseable {

    // Above these sizes it pays to use more than one thread
    private static final double PRODUCT = 2e6;
    private static final long ROWS = 1 << 18;
    private static final long SCAN = 1 << 20;

    /** Nanoseconds to spin: about the cost of sleeping and being woken. */
    private static final long PATIENCE = 100_000;

    private final ForkJoinPool pool;

    /** Workers that may help the caller; 0 = the caller works alone. */
    private final int workers;

    /**
     * Nanoseconds to spin; 0 if there are more threads than processors, because a spinning thread would keep another
     * from running.
     */
    private final long patience;

    private final AtomicInteger helpers = new AtomicInteger();
    /** The last loop begun; null if none will follow. */
    private volatile Loop current;

    private Parallel(ForkJoinPool pool, int workers) {
        this.pool = pool;
        this.workers = workers;
        patience = workers >= Runtime.getRuntime().availableProcessors() ? 0 : PATIENCE;
    }

    /**
     * Returns the threads for products of matrices: several if the products are large enough to make up for waking
     * them.
     *
     * @param multiplications the number of multiplications in one product
     * @return the threads that the caller may use
     */
    public static Parallel forProduct(double multiplications) {
        return of(multiplications > PRODUCT);
    }

    /**
     * Returns the threads for arithmetic on rows in double-double: several if there are enough entries.
     *
     * @param entries the number of entries
     * @return the threads that the caller may use
     */
    public static Parallel forRows(long entries) {
        return of(entries > ROWS);
    }

    /**
     * Returns the threads for a single pass over an array, which takes as long as reading the memory.
     *
     * @param entries the number of entries
     * @return the threads that the caller may use
     */
    public static Parallel forScan(long entries) {
        return of(entries > SCAN);
    }

    /** The calling thread alone, or all threads that it may use. */
    static Parallel of(boolean several) {
        if (!several) {
            return new Parallel(null, 0);
        }
        return ForkJoinTask.inForkJoinPool() ? inside(ForkJoinTask.getPool()) : beside(ForkJoinPool.commonPool());
    }

    /** The threads of the pool that the caller belongs to. */
    static Parallel inside(ForkJoinPool pool) {
        return new Parallel(pool, pool.getParallelism() - 1);
    }

    /** The caller and the threads of a pool that it does not belong to. */
    static Parallel beside(ForkJoinPool pool) {
        return new Parallel(pool, pool.getParallelism());
    }

    /**
     * Runs tasks 0 … count − 1 and returns when all have ended. An exception of a task ends the loop and is thrown
     * unchanged.
     *
     * @param count the number of tasks
     * @param bodies creates the code for one thread, with separate scratch memory
     */
    public void forEach(int count, Supplier<IntConsumer> bodies) {
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
     * Runs over rows, several of them per task.
     *
     * @param rows the number of rows
     * @param size the number of rows per task
     * @param bodies creates the code for one row, with scratch memory for one thread
     */
    public void forEachRow(int rows, int size, Supplier<IntConsumer> bodies) {
        forEach((rows + size - 1) / size, () -> {
            IntConsumer body = bodies.get();
            return task -> {
                for (int row = task * size; row < Math.min(rows, (task + 1) * size); row++) {
                    body.accept(row);
                }
            };
        });
    }

    /** Releases the helpers. */
    @Override
    public void close() {
        current = null;
    }

    /** Calls in as many helpers as are missing. */
    private List<ForkJoinTask<?>> call(int wanted) {
        List<ForkJoinTask<?>> called = new ArrayList<>();
        while (enter(wanted)) {
            ForkJoinTask<?> helper = ForkJoinTask.adapt(this::help);
            // otherwise the queue of helpers that wait for a thread would grow, and without bound in a pool that has no
            // workers
            if (pool.getQueuedSubmissionCount() >= pool.getParallelism() || !execute(helper)) {
                helpers.decrementAndGet();
                break;
            }
            called.add(helper);
        }
        return called;
    }

    /** Submits a helper, if the pool accepts it and there is memory for a thread. The loop also finishes without it. */
    private boolean execute(ForkJoinTask<?> helper) {
        try {
            pool.execute(helper);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError none) {
            return false;
        }
    }

    /** Counts one more helper, unless there are enough. */
    private boolean enter(int wanted) {
        int there = helpers.get();
        while (there < wanted && !helpers.compareAndSet(there, there + 1)) {
            there = helpers.get();
        }
        return there < wanted;
    }

    /**
     * Takes back helpers that no thread was free to run, unless another caller's helpers are above them in the queue.
     */
    private void takeBack(List<ForkJoinTask<?>> called) {
        for (int k = called.size() - 1; k >= 0; k--) {
            if (called.get(k).tryUnfork()) {
                helpers.decrementAndGet();
            }
        }
    }

    /** Takes part in one loop after another, as long as they follow each other closely. */
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
                // a loop begun just now may have counted on this thread
                Loop next = current;
                if (next == last || next == null || !enter(next.wanted)) {
                    return;
                }
            }
        }
    }
}
