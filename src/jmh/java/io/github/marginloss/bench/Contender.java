package io.github.marginloss.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** One way to compute the training step: loss and both gradients. */
public interface Contender extends AutoCloseable {

    /** Makes a contender on so many threads. */
    interface Factory {

        /** Makes it. */
        Contender of(Problem problem, int threads);
    }

    /** Brings contenders that need further dependencies, by name; found by a {@link java.util.ServiceLoader}. */
    interface Provider {

        /** Those of doubles. */
        Map<String, Factory> doubles();

        /** Those of floats. */
        Map<String, Factory> floats();
    }

    /** What the tables call it. */
    String name();

    /** How many threads it has. */
    int threads();

    /** The step; returns the loss. */
    double step();

    /** Copies the gradients of the last step out, ∂L/∂X and ∂L/∂W. Both are modified. */
    void copyGradients(DMatrixRMaj features, DMatrixRMaj weights);

    /** Part of the greatest entry by which loss and gradients may differ from those of others. */
    default double tolerance() {
        return 1e-9;
    }

    /** Calls the step until that has taken so many milliseconds, at least once; returns the time of each call. */
    default double[] turn(double milliseconds) {
        List<Double> times = new ArrayList<>();
        double total = 0;
        do {
            long start = System.nanoTime();
            step();
            times.add((System.nanoTime() - start) / 1e6);
            total += times.get(times.size() - 1);
        } while (total < milliseconds);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The process that computes. */
    default long process() {
        return ProcessHandle.current().pid();
    }

    /** Frees what the garbage collector does not. */
    @Override
    default void close() {}
}
