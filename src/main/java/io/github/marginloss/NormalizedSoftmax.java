package io.github.marginloss;

import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import java.util.Objects;

/**
 * The softmax loss over cosines: z<sub>ij</sub> = r cos θ<sub>ij</sub>, without bias or margin.
 *
 * <p>With r = ‖x‖ this is the modified softmax of Liu et al., SphereFace, 2017, sec. 3.1; with a fixed r = s it is
 * NormFace (Wang et al., NormFace: L2 Hypersphere Embedding for Face Verification, 2017). A zero row of X or W has cos
 * θ = 0 and gradient 0.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = r and σ = 1. In the study, losses used at most 0.68 of their
 * bound, and rows 0.43.
 *
 * @param scale r: the feature norm, through which the gradient flows, or fixed
 * @param reduction how the sample losses are reduced
 */
public record NormalizedSoftmax(Scale scale, Reduction reduction) implements HeadLoss {

    /** Creates a loss with r = ‖x‖ and the mean over the batch. */
    public NormalizedSoftmax() {
        this(Scale.norm(), Reduction.MEAN);
    }

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param scale r: the feature norm, through which the gradient flows, or fixed
     * @throws NullPointerException if scale is null
     */
    public NormalizedSoftmax(Scale scale) {
        this(scale, Reduction.MEAN);
    }

    /**
     * Creates a loss with r = ‖x‖.
     *
     * @param reduction how the sample losses are reduced
     * @throws NullPointerException if reduction is null
     */
    public NormalizedSoftmax(Reduction reduction) {
        this(Scale.norm(), reduction);
    }

    /**
     * Checks the components.
     *
     * @param scale not null
     * @param reduction not null
     * @throws NullPointerException if scale or reduction is null
     */
    public NormalizedSoftmax {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Cosine(scale, new AdditiveCosine(0));
    }

    @Override
    public NormalizedSoftmax withReduction(Reduction reduction) {
        return new NormalizedSoftmax(scale, reduction);
    }
}
