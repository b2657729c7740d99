package io.github.marginloss;

import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.EasyAngle;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.ExtendedAngle;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * The additive angular margin loss: z<sub>ij</sub> = s cos θ<sub>j</sub> for j ≠ y and
 * z<sub>iy</sub> = s cos(θ<sub>y</sub> + m), m in radians.
 *
 * <p>Past θ = π − m the cosine rises again; an {@link Extension} determines what happens there. Features and class
 * weights are normalised, and the gradients go through both normalisations, and through the angle: the slope −sin(θ +
 * m) multiplies a unit tangent, so nothing is divided by sin θ. At θ = 0 and θ = π exactly, the target logit has a cone
 * (a point without a derivative), and its angular part contributes gradient 0, the centre of the subdifferential. A
 * zero row of X or W has θ = π/2 and gradient 0.
 *
 * <p>Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face Recognition, 2019, eq. 3. Defaults s = 64, m =
 * 0.5.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = s and σ = 1/|sin(θ + m)|; where an extension applies, σ = 1. In
 * the study, over all five extensions, losses used at most 0.66 of their bound, and rows 0.33.
 *
 * <p><img src="{@docRoot}/img/margins.svg" width="918"
 * alt="The target logit against the angle; on the right the five extensions past π − m">
 *
 * @param s the scale, > 0
 * @param m the margin in radians, 0 ≤ m ≤ π
 * @param extension the target logit past θ = π − m
 * @param reduction how the sample losses are reduced
 */
public record ArcFace(double s, double m, Extension extension, Reduction reduction) implements HeadLoss {

    /**
     * The target logit past θ = π − m (for {@link #EASY}, past π/2), divided by s. All five occur in published
     * programs; before that angle, each is cos(θ + m).
     */
    public enum Extension {
        /** cos(θ + m) everywhere: the published formula, which rises again. */
        NONE,
        /**
         * cos θ − m sin m from θ = π − m on: decreasing, with a jump down (face.evoLVe, TFace,
         * pytorch-metric-learning).
         */
        LINEAR,
        /** cos θ − (1 − cos m) from θ = π − m on: decreasing and continuous (WeSpeaker). */
        CONTINUOUS,
        /** −1, with slope 0, from θ = π − m on: θ + m is clamped to π. */
        CLAMP,
        /** cos(θ + m) only while cos θ > 0, otherwise cos θ: the easy margin, with a jump up at π/2. */
        EASY;

        ExactMargin margin(double m) {
            AdditiveAngle angle = new AdditiveAngle(m);
            if (this == LINEAR) {
                return ExtendedAngle.linear(angle);
            } else if (this == CONTINUOUS) {
                return ExtendedAngle.continuous(angle);
            } else if (this == CLAMP) {
                return ExtendedAngle.clamped(angle);
            }
            return this == EASY ? new EasyAngle(angle) : angle;
        }
    }

    /** Creates a loss with s = 64, m = 0.5, no extension and the mean over the batch. */
    public ArcFace() {
        this(64, 0.5);
    }

    /**
     * Creates a loss with no extension and the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m the margin in radians, 0 ≤ m ≤ π
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public ArcFace(double s, double m) {
        this(s, m, Extension.NONE);
    }

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param m the margin in radians, 0 ≤ m ≤ π
     * @param extension the target logit past θ = π − m
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if extension is null
     */
    public ArcFace(double s, double m, Extension extension) {
        this(s, m, extension, Reduction.MEAN);
    }

    /**
     * Creates a loss with no extension.
     *
     * @param s the scale, > 0
     * @param m the margin in radians, 0 ≤ m ≤ π
     * @param reduction how the sample losses are reduced
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if reduction is null
     */
    public ArcFace(double s, double m, Reduction reduction) {
        this(s, m, Extension.NONE, reduction);
    }

    /**
     * Checks the components.
     *
     * @param s finite and > 0
     * @param m in radians, finite, 0 ≤ m ≤ π
     * @param extension not null
     * @param reduction not null
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if extension or reduction is null
     */
    public ArcFace {
        Check.positive("s", s);
        Check.angle("m", m);
        Objects.requireNonNull(extension, "extension");
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Cosine(Scale.fixed(s), extension.margin(m));
    }

    @Override
    public ArcFace withReduction(Reduction reduction) {
        return new ArcFace(s, m, extension, reduction);
    }
}
