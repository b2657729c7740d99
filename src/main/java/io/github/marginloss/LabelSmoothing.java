package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.internal.Check;
import java.util.Objects;
import java.util.Set;

/**
 * A softmax loss whose labels are smoothed: the target distribution is q = (1 − ε) δ<sub>y</sub> + ε/n over all n
 * classes. The logits are those of the loss, including the target's margin:
 *
 * <pre>{@code
 * l = log Σ_j exp(z_j) − Σ_j q_j z_j = l_hard + ε (z_y − z̄),   ∂l/∂z_j = p_j − q_j
 * }</pre>
 *
 * <p>where z̄ is the mean of the logits. PyTorch's {@code CrossEntropyLoss(label_smoothing)} does the same. Other
 * programs give ε/(n − 1) to the other classes, or smooth the one-hot labels that select the margin; those are
 * different losses. 1 − ε and ε/n are not rounded. With ε = 0, every result is that of the loss itself, bit for bit.
 *
 * <p>Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016, sec. 7.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: that of the loss whose labels are smoothed.
 *
 * @param loss the softmax loss, which also provides the reduction
 * @param epsilon ε, 0 ≤ ε ≤ 1
 */
public record LabelSmoothing(HeadLoss loss, double epsilon) implements HeadLoss {

    /**
     * Checks the components.
     *
     * @param loss not null, and not smoothed itself
     * @param epsilon from 0 to 1
     * @throws NullPointerException if loss is null
     * @throws IllegalArgumentException if epsilon is out of range, or the loss is already smoothed or not a softmax
     */
    public LabelSmoothing {
        Objects.requireNonNull(loss, "loss");
        Check.share("epsilon", epsilon);
        if (!(loss.head() instanceof Head.Softmax softmax)
                || softmax.smoothing() != 0
                || loss instanceof LabelSmoothing) {
            throw new IllegalArgumentException("loss is " + loss
                    + ": a softmax with hard labels expected; instead of a smoothed loss, smooth the loss inside it");
        }
    }

    @Override
    public Head head() {
        return ((Head.Softmax) loss.head()).smoothed(epsilon);
    }

    @Override
    public Reduction reduction() {
        return loss.reduction();
    }

    @Override
    public Set<Parameters.Kind> uses() {
        return loss.uses();
    }

    @Override
    public LabelSmoothing withReduction(Reduction reduction) {
        return new LabelSmoothing((HeadLoss) loss.withReduction(reduction), epsilon);
    }
}
