package io.github.marginloss.shard;

import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The process of a shard. It keeps the shard's rows of W and their momentum. Each message starts the next round of a
 * step.
 */
final class ShardWorker implements Serializable {

    private static final long serialVersionUID = 1;

    private final int firstClass;
    private final DMatrixRMaj weights;
    private final DMatrixRMaj velocity;
    private transient ShardedStep step;

    ShardWorker(int firstClass, DMatrixRMaj weights) {
        this.firstClass = firstClass;
        this.weights = weights;
        velocity = new DMatrixRMaj(weights.numRows, weights.numCols);
    }

    /** The last message of a step. */
    record Move(ShardFactors factors, double rate) implements Serializable {}

    /** Asks for the worker itself, as a checkpoint. */
    record Save() implements Serializable {}

    Object answer(Object message) {
        if (message instanceof ShardedStep begun) {
            step = begun;
            return step.targets(firstClass, rows());
        }
        if (message instanceof ShardTargets all) {
            return step.scan(all, firstClass, rows());
        }
        if (message instanceof Move move) {
            move(move);
            return "moved";
        }
        return this;
    }

    private void move(Move move) {
        DMatrixRMaj gradient = new DMatrixRMaj();
        step.gradients(move.factors, firstClass, rows(), Gradients.ofWeights(gradient));
        CommonOps_DDRM.add(0.9, velocity, 1, gradient, velocity); // v ← 0.9 v + ∂L/∂W
        CommonOps_DDRM.addEquals(weights, -move.rate, velocity); // W ← W − rate·v
    }

    Parameters rows() {
        return Parameters.ofWeights(weights);
    }
}
