package io.github.marginloss.bench;

import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;

/** This library, called from its own pool or from no pool, with reused outputs. */
public final class Ours implements Contender {

    public static final String NAME = "marginloss";
    /** A call from outside any pool, which uses all processors. */
    public static final String PLAIN = "marginloss, plain call";

    /** The end of a contender's name, for a process with vectors, once they are in use. */
    public static final String VECTORS = ", vectors";

    private final String name;
    private final Loss loss;
    private final Problem problem;
    private final Parameters parameters;
    private final Gradients gradients;
    /** The pool; null for a plain call. */
    private final ForkJoinPool pool;

    private final int threads;

    Ours(Problem problem, int threads) {
        this(NAME, Problem.LOSS, problem, threads);
    }

    /** The step as called by a program without a pool. */
    static Ours plain(Problem problem) {
        return new Ours(PLAIN, Problem.LOSS, problem, null, Runtime.getRuntime().availableProcessors());
    }

    /** One of the losses. Its parameters are the class weights, or the centers. */
    Ours(String name, Loss loss, Problem problem, int threads) {
        this(name, loss, problem, new ForkJoinPool(threads), threads);
    }

    private Ours(String name, Loss loss, Problem problem, ForkJoinPool pool, int threads) {
        this.name = name;
        this.loss = loss;
        this.problem = problem;
        parameters = loss.uses().contains(Parameters.Kind.CENTERS)
                ? Parameters.ofCenters(problem.weights())
                : Parameters.ofWeights(problem.weights());
        gradients = Gradients.like(problem.features(), parameters);
        this.pool = pool;
        this.threads = threads;
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
        return pool == null ? call(wanted) : pool.submit(() -> call(wanted)).join();
    }

    private double call(Gradients wanted) {
        return loss.evaluate(problem.features(), parameters, problem.labels(), null, wanted);
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
        return threads;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
