package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.io.Serializable;
import java.util.Objects;

/** A description of a loss: how it depends on features and parameters. It computes nothing. */
public sealed interface Head extends Serializable {

    /**
     * A softmax cross-entropy, l<sub>i</sub> = log Σ<sub>j</sub> exp(z<sub>ij</sub>) − Σ<sub>j</sub> q<sub>j</sub>
     * z<sub>ij</sub>. The target distribution q is (1 − ε)δ<sub>jy</sub> + ε/n.
     */
    sealed interface Softmax extends Head {

        /** {@return ε; 0 for hard labels} */
        double smoothing();

        /**
         * {@return the same logits with another target distribution}
         *
         * @param epsilon ε, from 0 to 1
         */
        Softmax smoothed(double epsilon);
    }

    /**
     * A softmax over z<sub>ij</sub> = W<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>, where the bias is optional.
     *
     * @param smoothing ε
     */
    record Linear(double smoothing) implements Softmax {
        /**
         * Checks the component.
         *
         * @param smoothing from 0 to 1
         * @throws IllegalArgumentException if it is not
         */
        public Linear {
            smoothing = Check.share("smoothing", smoothing) + 0.0; // 0 and −0 describe the same head
        }

        /** Creates the head with hard labels. */
        public Linear() {
            this(0);
        }

        @Override
        public Linear smoothed(double epsilon) {
            return new Linear(epsilon);
        }
    }

    /**
     * A softmax over z<sub>ij</sub> = r<sub>i</sub> cos θ<sub>ij</sub> for j ≠ y<sub>i</sub>, with r<sub>i</sub>
     * ψ(θ<sub>iy</sub>) for the target class.
     *
     * @param scale r
     * @param margin ψ, or the rule that gives each sample its ψ
     * @param smoothing ε
     */
    record Cosine(Scale scale, MarginRule margin, double smoothing) implements Softmax {
        /**
         * Checks the components.
         *
         * @param scale not null
         * @param margin not null
         * @param smoothing from 0 to 1
         * @throws NullPointerException if one is null
         * @throws IllegalArgumentException if smoothing is out of range
         */
        public Cosine {
            Objects.requireNonNull(scale, "scale");
            Objects.requireNonNull(margin, "margin");
            smoothing = Check.share("smoothing", smoothing) + 0.0; // 0 and −0 describe the same head
        }

        /**
         * Creates the head with hard labels.
         *
         * @param scale r
         * @param margin ψ, or the rule that gives each sample its ψ
         * @throws NullPointerException if one is null
         */
        public Cosine(Scale scale, MarginRule margin) {
            this(scale, margin, 0);
        }

        @Override
        public Cosine smoothed(double epsilon) {
            return new Cosine(scale, margin, epsilon);
        }
    }

    /**
     * Half the squared distance to the center of the class, l<sub>i</sub> = ½‖x<sub>i</sub> − c<sub>y</sub>‖². It is
     * not a softmax.
     */
    record Distance() implements Head {}
}
