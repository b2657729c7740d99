package io.github.marginloss.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** One way to compute the training step: loss and both gradients. */
public interface Contender extends AutoCloseable {

    /** Makes a contender that uses a number of threads. */
    interface Factory {

        /** Makes the contender. */
        Contender of(Problem problem, int threads);
    }

    /** Provides contenders that need additional dependencies, by name. A {@link java.util.ServiceLoader} finds it. */
    interface Provider {

        /** The contenders on doubles. */
        Map<String, Factory> doubles();

        /** The contenders on floats. */
        Map<String, Factory> floats();
    }

    /** Its name in the tables. */
    String name();

    /** The number of its threads. */
    int threads();

    /** Computes the step, and returns the loss. */
    double step();

    /** Copies ∂L/∂X and ∂L/∂W of the last step into these arrays. Both are modified. */
    void copyGradients(DMatrixRMaj features, DMatrixRMaj weights);

    /** The error that loss and gradients may have, as a fraction of the largest entry. */
    default double tolerance() {
        return 1e-9;
    }

    /** Calls the step at least once, until a number of milliseconds has passed, and returns the time of each call. */
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

    /** The process that computes the step. */
    default long process() {
        return ProcessHandle.current().pid();
    }

    /** Frees the resources that the garbage collector does not free. */
    @Override
    default void close() {}
}
