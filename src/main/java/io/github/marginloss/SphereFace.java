package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.io.Serializable;
import java.util.Objects;

/**
 * A-Softmax, with a multiplicative angular margin: z<sub>ij</sub> = r cos θ<sub>j</sub> for j ≠ y and
 * z<sub>iy</sub> = r (λ cos θ<sub>y</sub> + φ(θ<sub>y</sub>)) / (1 + λ).
 *
 * <pre>{@code
 * φ(θ) = (−1)^k cos(tθ) − 2k   for θ in [kπ/t, (k+1)π/t]
 * }</pre>
 *
 * <p>φ falls from 1 to 1 − 2t over [0, π] and has a continuous slope; that slope is 0 at every θ = kπ/t. t = 1 is
 * {@link NormalizedSoftmax}. The gradient is the derivative of this loss, through ‖x‖ where r = ‖x‖ and through the
 * normalisation of W. The published Caffe layer divides it by a norm of its coefficients, so its result is not a
 * gradient. A zero row of X or W has θ = π/2 and gradient 0.
 *
 * <p>Liu et al., SphereFace: Deep Hypersphere Embedding for Face Recognition, 2017, eq. 7; λ: its appendix G.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = (2t + 1) r and σ = t² sin θ / |ψ′(θ)|, ψ being the target logit
 * divided by r. In the study, losses used at most 0.25 of their bound, and rows 0.34.
 *
 * <p><img src="{@docRoot}/img/circle.svg" width="896"
 * alt="Features on the unit circle for t from 1 to 4: the classes draw together as t grows">
 *
 * @param t the angular multiplier, an integer ≥ 1
 * @param lambda λ ≥ 0, the weight of the plain cosine; see {@link Annealing}
 * @param scale r: the feature norm as published, or fixed
 * @param reduction how the sample losses are reduced
 */
public record SphereFace(int t, double lambda, Scale scale, Reduction reduction) implements HeadLoss {

    /** Creates a loss with t = 4, λ = 5, r = ‖x‖ and the mean over the batch. */
    public SphereFace() {
        this(4, 5);
    }

    /**
     * Creates a loss with r = ‖x‖ and the mean over the batch.
     *
     * @param t the angular multiplier, an integer ≥ 1
     * @param lambda λ ≥ 0
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public SphereFace(int t, double lambda) {
        this(t, lambda, Scale.norm(), Reduction.MEAN);
    }

    /**
     * Creates a loss with the mean over the batch.
     *
     * @param t the angular multiplier, an integer ≥ 1
     * @param lambda λ ≥ 0
     * @param scale r: the feature norm as published, or fixed
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if scale is null
     */
    public SphereFace(int t, double lambda, Scale scale) {
        this(t, lambda, scale, Reduction.MEAN);
    }

    /**
     * Creates a loss with r = ‖x‖.
     *
     * @param t the angular multiplier, an integer ≥ 1
     * @param lambda λ ≥ 0
     * @param reduction how the sample losses are reduced
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if reduction is null
     */
    public SphereFace(int t, double lambda, Reduction reduction) {
        this(t, lambda, Scale.norm(), reduction);
    }

    /**
     * Checks the components.
     *
     * @param t at least 1
     * @param lambda finite and ≥ 0
     * @param scale not null
     * @param reduction not null
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws NullPointerException if scale or reduction is null
     */
    public SphereFace {
        Check.positive("t", t);
        Check.nonNegative("lambda", lambda);
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Cosine(scale, new MultiplicativeAngle(t, lambda));
    }

    @Override
    public SphereFace withReduction(Reduction reduction) {
        return new SphereFace(t, lambda, scale, reduction);
    }

    /**
     * A schedule of λ for training, λ = max(minimum, base·(1 + gamma·iteration)<sup>−power</sup>): a pure function of
     * the iteration, so training can be resumed at any step. The published Caffe model uses base 1000, gamma 0.12,
     * power 1, minimum 5, and counts its first iteration as 1.
     *
     * @param base λ at iteration 0, ≥ 0
     * @param gamma how fast it falls, ≥ 0
     * @param power how steeply it falls, ≥ 0
     * @param minimum the smallest λ, ≥ 0
     */
    public record Annealing(double base, double gamma, double power, double minimum) implements Serializable {

        /**
         * Checks the components.
         *
         * @param base finite and ≥ 0
         * @param gamma finite and ≥ 0
         * @param power finite and ≥ 0
         * @param minimum finite and ≥ 0
         * @throws IllegalArgumentException if one is negative, NaN or infinite
         */
        public Annealing {
            Check.nonNegative("base", base);
            Check.nonNegative("gamma", gamma);
            Check.nonNegative("power", power);
            Check.nonNegative("minimum", minimum);
        }

        /**
         * Returns λ at an iteration.
         *
         * @param iteration the number of the step, ≥ 0
         * @return λ
         * @throws IllegalArgumentException if iteration is negative
         */
        public double lambda(long iteration) {
            if (iteration < 0) {
                throw new IllegalArgumentException("iteration is " + iteration + ": a number ≥ 0 expected");
            }
            return Math.max(minimum, base * Math.pow(1 + gamma * iteration, -power));
        }
    }
}
