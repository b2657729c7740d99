package io.github.marginloss;

import java.io.Serializable;

/**
 * How the losses of the samples are combined into one: L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>. A reduction
 * provides the coefficients a<sub>i</sub>. You may implement it yourself; coefficients may have any sign, but must be
 * finite.
 *
 * <p>When you compare with other software, note that weights here are only factors. A framework that divides a weighted
 * loss by the sum of the weights, as PyTorch does for class weights, differs by that divisor.
 *
 * <p>An implementation is immutable, thread-safe and a function of the labels alone. It may be a lambda, which can be
 * serialized if everything it captures can.
 */
public interface Reduction extends SampleSelection, Serializable {

    /** The mean: a<sub>i</sub> = 1/m. An empty batch has no mean, and the loss refuses it. */
    Reduction MEAN = Reductions.Uniform.MEAN;

    /** The sum: a<sub>i</sub> = 1. */
    Reduction SUM = Reductions.Uniform.SUM;

    /**
     * Returns the coefficients of a batch.
     *
     * @param labels the target classes y. Not modified.
     * @return a<sub>1</sub> … a<sub>m</sub>, in a new array; a loss refuses an array of another length, and entries
     *     that are not finite
     * @throws IllegalArgumentException if the reduction does not match the batch
     */
    double[] coefficients(int[] labels);

    /**
     * Weighs each sample: a<sub>i</sub> = w<sub>i</sub>. The sum is not divided by anything. For a batch of another
     * size, the loss throws an {@link IllegalArgumentException}.
     *
     * @param sampleWeights w, one weight per sample; copied. Finite, of any sign.
     * @return the reduction
     * @throws NullPointerException if sampleWeights is null
     * @throws IllegalArgumentException if a weight is not finite
     */
    static Reduction weighted(double... sampleWeights) {
        return new Reductions.Weighted(sampleWeights);
    }

    /**
     * Weighs each class: a<sub>i</sub> = w<sub>y</sub>, y being the label of sample i. The sum is not divided by
     * anything. For another number of classes, the loss throws an {@link IllegalArgumentException}.
     *
     * @param classWeights w, one weight per class; copied. Finite, of any sign.
     * @return the reduction
     * @throws NullPointerException if classWeights is null
     * @throws IllegalArgumentException if a weight is not finite
     */
    static Reduction classWeighted(double... classWeights) {
        return new Reductions.ClassWeighted(classWeights);
    }
}
