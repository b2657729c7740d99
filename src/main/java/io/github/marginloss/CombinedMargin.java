package io.github.marginloss;

import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * The combined margin: z<sub>ij</sub> = s cos θ<sub>j</sub> for j ≠ y and
 * z<sub>iy</sub> = s (cos(m<sub>1</sub>θ<sub>y</sub> + m<sub>2</sub>) − m<sub>3</sub>), m<sub>2</sub> in radians.
 *
 * <p>(m<sub>1</sub>, m<sub>2</sub>, m<sub>3</sub>) = (1, 0, m) is {@link CosFace} and (1, m, 0) is {@link ArcFace}.
 * m<sub>1</sub> need not be an integer. The cosine is not extended past m<sub>1</sub>θ + m<sub>2</sub> = π, so (t, 0,
 * 0) is {@link SphereFace}'s φ only for θ ≤ π/t. At θ = 0 and π exactly the angular part contributes gradient 0. A zero
 * row of X or W has θ = π/2 and gradient 0.
 *
 * <p>Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face Recognition, 2019, eq. 4.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = s and σ = m<sub>1</sub>/|ψ′(θ)|, ψ being the target logit divided
 * by s, for 10<sup>−6</sup> &lt; m<sub>1</sub> &lt; 10<sup>6</sup>; outside that range, doubles no longer determine the
 * cosine of m<sub>1</sub>θ, or its slope. In the study, losses used at most 0.54 of their bound, and rows 0.28.
 *
 * @param s the scale, > 0
 * @param m1 the multiplicative angular margin, > 0
 * @param m2 the additive angular margin in radians, 0 ≤ m2 ≤ π
 * @param m3 the additive cosine margin, 0 ≤ m3 ≤ 2
 * @param reduction how the sample losses are reduced
 */
public record CombinedMargin(double s, double m1, double m2, double m3, Reduction reduction) implements HeadLoss {

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m1 the multiplicative angular margin, > 0
     * @param m2 the additive angular margin in radians, 0 ≤ m2 ≤ π
     * @param m3 the additive cosine margin, 0 ≤ m3 ≤ 2
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public CombinedMargin(double s, double m1, double m2, double m3) {
        this(s, m1, m2, m3, Reduction.MEAN);
    }

    /**
     * Checks the components.
     *
     * @param s finite and > 0
     * @param m1 finite and > 0
     * @param m2 in radians, finite, 0 ≤ m2 ≤ π
     * @param m3 a difference of cosines, 0 ≤ m3 ≤ 2
     * @param reduction not null
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if reduction is null
     */
    public CombinedMargin {
        Check.positive("s", s);
        Check.positive("m1", m1);
        Check.angle("m2", m2);
        Check.cosineMargin("m3", m3);
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Cosine(Scale.fixed(s), new CombinedAngle(m1, m2, m3));
    }

    @Override
    public CombinedMargin withReduction(Reduction reduction) {
        return new CombinedMargin(s, m1, m2, m3, reduction);
    }
}
