package io.github.marginloss.bench;

import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import java.util.concurrent.ForkJoinPool;

/** This library, called from a pool of its own, with outputs that are reused. */
final class Tiled implements Contender {

    private final Problem problem;
    private final Parameters parameters;
    private final Gradients gradients;
    private final ForkJoinPool pool;

    Tiled(Problem problem, int threads) {
        this.problem = problem;
        parameters = Parameters.ofWeights(problem.weights());
        gradients = Gradients.like(problem.features(), parameters);
        pool = new ForkJoinPool(threads);
    }

    @Override
    public double step() {
        return pool.submit(() ->
                        Problem.LOSS.evaluate(problem.features(), parameters, problem.labels(), null, gradients))
                .join();
    }

    @Override
    public String name() {
        return "marginloss, " + pool.getParallelism();
    }
}
