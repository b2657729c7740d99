package io.github.marginloss.bench;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** One way to compute the training step: loss and both gradients. */
public interface Contender extends AutoCloseable {

    /** Brings contenders that need further dependencies; found by a {@link java.util.ServiceLoader}. */
    interface Provider {

        /** One on so many threads for each way it knows. */
        List<Contender> contenders(Problem problem, int threads);
    }

    /** What the tables call it. */
    String name();

    /** How many threads it has. */
    int threads();

    /** The step; returns the loss. */
    double step();

    /** Copies the gradients of the last step out, ∂L/∂X and ∂L/∂W. Both are modified. */
    void copyGradients(DMatrixRMaj features, DMatrixRMaj weights);

    /** Frees what the garbage collector does not. */
    @Override
    default void close() {}
}
