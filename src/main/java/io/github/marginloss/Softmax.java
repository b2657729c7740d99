package io.github.marginloss;

import io.github.marginloss.core.Head;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The softmax loss: l<sub>i</sub> = log Σ<sub>j</sub> exp(z<sub>ij</sub>) − z<sub>iy</sub> with
 * z<sub>ij</sub> = W<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>. The bias is optional.
 *
 * <p>The margin losses of this package have the same form, with other logits. Wen et al., A Discriminative Feature
 * Learning Approach for Deep Face Recognition, 2016, eq. 1, is the sum; the default here is the mean.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R is the largest ‖W<sub>j</sub>‖ ‖x‖ + |b<sub>j</sub>|, and σ = 1. In
 * the study, losses used at most 0.35 of their bound, and rows 0.12. Beyond R = 2<sup>48</sup> the logits of two equal
 * classes may differ by an ulp, which may be many nats.
 *
 * @param reduction how the sample losses are reduced
 */
public record Softmax(Reduction reduction) implements HeadLoss {

    /** Creates a loss with the mean over the batch. */
    public Softmax() {
        this(Reduction.MEAN);
    }

    /**
     * Checks the component.
     *
     * @param reduction not null
     * @throws NullPointerException if reduction is null
     */
    public Softmax {
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public Head head() {
        return new Head.Linear();
    }

    @Override
    public Softmax withReduction(Reduction reduction) {
        return new Softmax(reduction);
    }

    @Override
    public Set<Parameters.Kind> uses() {
        return EnumSet.of(Parameters.Kind.WEIGHTS, Parameters.Kind.BIAS);
    }
}
