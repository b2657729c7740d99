package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.internal.Check;
import java.util.Objects;
import java.util.Set;

/**
 * A softmax loss whose labels are smoothed: the target distribution is q = (1 − ε) δ<sub>y</sub> + ε/n, over all n
 * classes and on the logits as the loss has them, the margin of the target included:
 *
 * <pre>{@code
 * l = log Σ_j exp(z_j) − Σ_j q_j z_j = l_hard + ε (z_y − z̄),   ∂l/∂z_j = p_j − q_j
 * }</pre>
 *
 * <p>where z̄ is the mean of the logits. So has PyTorch's {@code CrossEntropyLoss(label_smoothing)}; others give ε/(n − 1)
 * to the other classes, or smooth what selects the margin, which is another loss. 1 − ε and ε/n are those of the real
 * numbers. With ε = 0 it is the loss itself, bit for bit.
 *
 * <p>Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016, sec. 7.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: that of the loss.
 *
 * @param loss the softmax loss; its reduction holds
 * @param epsilon ε, 0 ≤ ε ≤ 1
 */
public record LabelSmoothing(HeadLoss loss, double epsilon) implements HeadLoss {

    /**
     * Checks the components.
     *
     * @param loss not null, and not smoothed itself
     * @param epsilon from 0 to 1
     * @throws NullPointerException if loss is null
     * @throws IllegalArgumentException if epsilon is out of range, or the loss is smoothed or no softmax
     */
    public LabelSmoothing {
        Objects.requireNonNull(loss, "loss");
        Check.share("epsilon", epsilon);
        if (!(loss.head() instanceof Head.Softmax softmax)
                || softmax.smoothing() != 0
                || loss instanceof LabelSmoothing) {
            throw new IllegalArgumentException("loss is " + loss
                    + ": a softmax with hard labels expected; of a smoothed loss, smooth the loss in it");
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
