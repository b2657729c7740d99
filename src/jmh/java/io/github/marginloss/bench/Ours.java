package io.github.marginloss.bench;

import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;

/** This library, called from a pool of its own, with outputs that are reused. */
public final class Ours implements Contender {

    public static final String NAME = "marginloss";

    private final String name;
    private final Loss loss;
    private final Problem problem;
    private final Parameters parameters;
    private final Gradients gradients;
    private final ForkJoinPool pool;

    Ours(Problem problem, int threads) {
        this(NAME, Problem.LOSS, problem, threads);
    }

    /** One of the losses; the class vectors are what it learns, be it weights or centers. */
    Ours(String name, Loss loss, Problem problem, int threads) {
        this.name = name;
        this.loss = loss;
        this.problem = problem;
        parameters = loss.uses().contains(Parameters.Kind.CENTERS)
                ? Parameters.ofCenters(problem.weights())
                : Parameters.ofWeights(problem.weights());
        gradients = Gradients.like(problem.features(), parameters);
        pool = new ForkJoinPool(threads);
    }

    @Override
    public double step() {
        return evaluate(gradients);
    }

    /** The loss alone. */
    double forward() {
        return evaluate(null);
    }

    private double evaluate(Gradients wanted) {
        return pool.submit(() -> loss.evaluate(problem.features(), parameters, problem.labels(), null, wanted))
                .join();
    }

    @Override
    public void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
        features.setTo(gradients.features());
        weights.setTo(gradients.weights());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int threads() {
        return pool.getParallelism();
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
