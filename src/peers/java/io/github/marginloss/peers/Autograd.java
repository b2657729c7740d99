package io.github.marginloss.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.github.marginloss.bench.Problem;

/**
 * The forward pass in DJL's operations, and the gradients by its automatic differentiation.
 *
 * <p>A scatter writes the target logits. A one-hot matrix times the change would need more m×n arrays, and is slower.
 */
final class Autograd extends Djl {

    Autograd(Problem problem, int threads, DataType type) {
        super(problem, threads, type);
    }

    @Override
    Result step(NDManager scratch, NDArray target) {
        NDArray x = leaf(features, scratch);
        NDArray w = leaf(weights, scratch);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray cosines = x.normalize(2, 1).matMul(w.normalize(2, 1).transpose());
            NDArray cos = cosines.gather(target, 1);
            NDArray sin = cos.square().neg().add(1).sqrt();
            NDArray shifted = cos.mul(S * COS_M).sub(sin.mul(S * SIN_M));
            NDArray logits = cosines.mul(S).scatter(target, shifted, 1);
            NDArray loss = logits.logSoftmax(1).gather(target, 1).mean().neg();
            collector.backward(loss);
            return new Result(value(loss), x.getGradient(), w.getGradient());
        }
    }

    /**
     * The same memory without a gradient. So a new gradient is created; an old one would be set to zero and added to.
     */
    private static NDArray leaf(NDArray array, NDManager scratch) {
        NDArray leaf = array.stopGradient();
        leaf.attach(scratch);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    static String name(DataType type) {
        return family(type) + ", autograd";
    }

    @Override
    public String name() {
        return name(type);
    }
}
