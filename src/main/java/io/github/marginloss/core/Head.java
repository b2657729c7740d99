package io.github.marginloss.core;

import java.util.Objects;

/** What a softmax loss is: how its logits come from features and class weights. A description; it computes nothing. */
public sealed interface Head {

    /** z<sub>ij</sub> = W<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>, the bias being optional. */
    record Linear() implements Head {}

    /**
     * z<sub>ij</sub> = r<sub>i</sub> cos θ<sub>ij</sub> for j ≠ y<sub>i</sub>, and r<sub>i</sub> ψ(θ<sub>iy</sub>) for
     * the target class.
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
}
