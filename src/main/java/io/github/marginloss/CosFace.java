package io.github.marginloss;

import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * The large margin cosine loss: z<sub>ij</sub> = s cos θ<sub>j</sub> for j ≠ y and z<sub>iy</sub> = s (cos
 * θ<sub>y</sub> − m).
 *
 * <p>Features and class weights are normalised, and the gradients go through both normalisations. A zero row of X or W
 * has cos θ = 0 and gradient 0.
 *
 * <p>Wang et al., CosFace: Large Margin Cosine Loss for Deep Face Recognition, 2018, eq. 4; also AM-Softmax (Wang et
 * al. 2018, s = 30). Defaults s = 64, m = 0.35.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = s and σ = 1. In the study, losses used at most 0.72 of their
 * bound, and rows 0.38.
 *
 * <p><img src="{@docRoot}/img/decisions.svg" width="904"
 * alt="Decision regions of two classes over their angles, for NormalizedSoftmax, SphereFace, CosFace and ArcFace">
 *
 * @param s the scale, > 0
 * @param m the margin, a difference of cosines, 0 ≤ m ≤ 2
 * @param reduction how the sample losses are reduced
 */
public record CosFace(double s, double m, Reduction reduction) implements HeadLoss {

    /** Creates a loss with s = 64, m = 0.35 and the mean over the batch. */
    public CosFace() {
        this(64, 0.35);
    }

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m the margin, a difference of cosines, 0 ≤ m ≤ 2
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public CosFace(double s, double m) {
        this(s, m, Reduction.MEAN);
    }

    /**
     * Checks the components.
     *
     * @param s finite and > 0
     * @param m a difference of cosines, 0 ≤ m ≤ 2
     * @param reduction not null
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if reduction is null
     */
    public CosFace {
        Check.positive("s", s);
        Check.cosineMargin("m", m);
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Cosine(Scale.fixed(s), new AdditiveCosine(m));
    }

    @Override
    public CosFace withReduction(Reduction reduction) {
        return new CosFace(s, m, reduction);
    }
}
