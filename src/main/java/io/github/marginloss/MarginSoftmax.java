package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import java.util.Objects;

/**
 * The cosine softmax with any margin ψ, including your own: z<sub>ij</sub> = r cos θ<sub>j</sub> for j ≠ y and
 * z<sub>iy</sub> = r ψ(θ<sub>y</sub>). A zero row of X or W has θ = π/2 and gradient 0.
 *
 * <p>Instead of one margin for all samples, a {@link MarginRule} gives each sample its own. It may depend on the
 * sample's place in the batch, its class and the norm of its feature; no gradient flows through these.
 *
 * <p>If the margin's value or slope is not finite at an angle that occurs, the loss throws an {@link
 * IllegalArgumentException}; an exception of the margin reaches the caller unchanged. {@link #logits logits} never
 * calls the margin. {@link Margin} states what a margin must satisfy.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: with a {@link io.github.marginloss.core.PreciseMargin} it is that of
 * {@link ArcFace} and {@link CosFace}, with R = r and a σ that is large near a zero of the slope. Any other margin adds
 * the errors of its own value, multiplied by r, and those of its slope.
 *
 * @param scale r: the feature norm or fixed
 * @param margin ψ and its slope as functions of the target angle, or the rule that gives each sample its ψ
 * @param reduction how the sample losses are reduced
 */
public record MarginSoftmax(Scale scale, MarginRule margin, Reduction reduction) implements HeadLoss {

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param scale r: the feature norm or fixed
     * @param margin ψ and its slope as functions of the target angle, or the rule that gives each sample its ψ
     * @throws NullPointerException if one is null
     */
    public MarginSoftmax(Scale scale, MarginRule margin) {
        this(scale, margin, Reduction.MEAN);
    }

    /**
     * Checks the components.
     *
     * @param scale not null
     * @param margin not null
     * @param reduction not null
     * @throws NullPointerException if one is null
     */
    public MarginSoftmax {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(margin, "margin");
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Cosine(scale, margin);
    }

    @Override
    public MarginSoftmax withReduction(Reduction reduction) {
        return new MarginSoftmax(scale, margin, reduction);
    }
}
