package io.github.marginloss.core;

import java.io.Serializable;

/**
 * Chooses the margin of a sample by its place in the batch, its class, and the norm of its feature. A {@link Margin} is
 * itself a rule, which gives every sample that margin. A rule may be a lambda, which can be serialized if everything it
 * captures can:
 *
 * <pre>{@code
 * MarginRule rule = (sample, label, norm) -> new AdditiveAngle(norm < 5 ? 0.3 : 0.5);
 * Loss loss = new MarginSoftmax(Scale.fixed(64), rule, Reduction.MEAN);
 * }</pre>
 *
 * <p>A loss calls the rule once per sample. No gradient flows through the arguments: the loss treats the margin as a
 * constant. For a margin through which the gradient flows to the norm, implement {@link NormMargin}.
 *
 * <p>Implementations are immutable, thread-safe, and functions of their arguments alone.
 */
@FunctionalInterface
public interface MarginRule extends Serializable {

    /**
     * Returns the margin of a sample.
     *
     * @param sample its place in the batch, from 0
     * @param label its target class
     * @param norm ‖x‖, rounded to nearest: 0 for a zero row, infinite beyond the range of double
     * @return ψ for this sample; a loss refuses null with an {@link IllegalArgumentException}
     */
    Margin margin(int sample, int label, double norm);

    /**
     * Refuses a batch whose numbers of samples and classes do not suit the rule.
     *
     * @param samples m
     * @param classes n
     * @throws IllegalArgumentException if the rule has margins for other numbers of samples or classes; never unless
     *     overridden
     */
    default void check(int samples, int classes) {}
}
