package io.github.marginloss.core;

import java.util.Objects;

/** A description of a loss: how it depends on features and parameters. It computes nothing. */
public sealed interface Head {

    /** A softmax over z<sub>ij</sub> = W<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>, the bias being optional. */
    record Linear() implements Head {}

    /**
     * A softmax over z<sub>ij</sub> = r<sub>i</sub> cos θ<sub>ij</sub> for j ≠ y<sub>i</sub>, with r<sub>i</sub>
     * ψ(θ<sub>iy</sub>) for the target class.
     *
     * @param scale r
     * @param margin ψ
     */
    record Cosine(Scale scale, Margin margin) implements Head {
        /**
         * Checks the components.
         *
         * @param scale not null
         * @param margin not null
         * @throws NullPointerException if one is null
         */
        public Cosine {
            Objects.requireNonNull(scale, "scale");
            Objects.requireNonNull(margin, "margin");
        }
    }

    /**
     * Not a softmax: l<sub>i</sub> = ½‖x<sub>i</sub> − c<sub>y</sub>‖², from the distance to the center of the class.
     */
    record Distance() implements Head {}
}
