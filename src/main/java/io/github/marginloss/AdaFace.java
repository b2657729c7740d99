package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.QualityMargin;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * The quality adaptive margin loss: z<sub>ij</sub> = s cos θ<sub>j</sub> for j ≠ y, and a target margin whose kind
 * depends on how the feature norm compares with the norms of the batches so far. With ‖x‖ clamped to [0.001, 100] and ẑ
 * = clamp(h (‖x‖ − μ)/(σ + 0.001), −1, 1),
 *
 * <pre>{@code
 * z_y = s (cos(clamp(θ − m ẑ, 0.001, π − 0.001)) − (m + m ẑ))
 * }</pre>
 *
 * <p>This is {@link ArcFace} for poor images (ẑ = −1), {@link CosFace} for average ones (ẑ = 0), and cos(θ − m) − 2m
 * for good ones (ẑ = 1). No gradient flows through ẑ; where the angle is clamped, the slope is 0. The true value of the
 * loss is that of the formula in real numbers, with ‖x‖ rounded to the nearest double. Unlike the published code, this
 * loss clamps no cosine, so confident samples keep their gradient. It clamps only the target's angle.
 *
 * <p>μ and σ are {@link NormStatistics}. You keep them, and update them before each step.
 *
 * <p>Kim et al., AdaFace: Quality Adaptive Margin for Face Recognition, 2022, eq. 12 to 17. Defaults s = 64, m = 0.4, h
 * = 0.333.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = s, and σ (not the deviation above) is 1/|sin(θ + g)| with g = −m
 * ẑ. Gradients are those of the loss with ẑ held constant.
 *
 * @param s the scale, > 0
 * @param m the margin, an angle in radians and a difference of cosines, 0 ≤ m ≤ 2
 * @param h the concentration
 * @param norms μ and σ
 * @param reduction how the sample losses are reduced
 */
public record AdaFace(double s, double m, double h, NormStatistics norms, Reduction reduction) implements HeadLoss {

    /**
     * Creates a loss with s = 64, m = 0.4, h = 0.333 and the mean over the batch.
     *
     * @param norms μ and σ
     * @throws NullPointerException if norms is null
     */
    public AdaFace(NormStatistics norms) {
        this(64, 0.4, 0.333, norms);
    }

    /** Creates the default loss before the first batch: μ = 20, σ = 100. */
    public AdaFace() {
        this(NormStatistics.initial());
    }

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m the margin, 0 ≤ m ≤ 2
     * @param h the concentration
     * @param norms μ and σ
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if norms is null
     */
    public AdaFace(double s, double m, double h, NormStatistics norms) {
        this(s, m, h, norms, Reduction.MEAN);
    }

    /**
     * Checks the components.
     *
     * @param s finite and > 0
     * @param m 0 ≤ m ≤ 2
     * @param h finite
     * @param norms not null
     * @param reduction not null
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if norms or reduction is null
     */
    public AdaFace {
        Check.positive("s", s);
        Check.cosineMargin("m", m);
        Check.finite("h", h);
        Objects.requireNonNull(norms, "norms");
        Objects.requireNonNull(reduction, "reduction");
    }

    /** The rule that gives each feature the margin for its norm. */
    private record ByQuality(double m, double h, NormStatistics norms) implements MarginRule {
        @Override
        public Margin margin(int sample, int label, double norm) {
            return new QualityMargin(m, h, norm, norms.mean(), norms.deviation());
        }
    }

    @Override
    public Head head() {
        return new Head.Cosine(Scale.fixed(s), new ByQuality(m, h, norms));
    }

    @Override
    public AdaFace withReduction(Reduction reduction) {
        return new AdaFace(s, m, h, norms, reduction);
    }
}
