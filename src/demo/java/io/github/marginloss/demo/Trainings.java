package io.github.marginloss.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Runs several trainings at once, one per processor, under one progress bar. Each has its own random numbers, so the
 * results do not depend on which run at the same time.
 */
final class Trainings {

    private Trainings() {}

    /** One training run. */
    interface Task<T> {
        /**
         * Trains.
         *
         * @param afterStep runs after each step
         */
        T run(Runnable afterStep);
    }

    /**
     * Runs tasks.
     *
     * @param tasks the training runs
     * @param steps the number of steps of all tasks together
     * @return the results, in the order of the tasks
     */
    static <T> List<T> run(List<Task<T>> tasks, long steps) {
        int threads = Math.min(tasks.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (ProgressBar bar = bar(steps)) {
            List<Future<T>> futures = new ArrayList<>();
            for (Task<T> task : tasks) {
                futures.add(pool.submit(() -> task.run(bar::step)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    private static ProgressBar bar(long steps) {
        return new ProgressBarBuilder()
                .setTaskName("Training")
                .setUnit(" steps", 1)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build();
    }
}
