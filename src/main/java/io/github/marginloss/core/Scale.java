package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.io.Serializable;

/** The scale r of a cosine softmax, which multiplies the cosines. */
public sealed interface Scale extends Serializable {

    /**
     * The norm of the feature, r<sub>i</sub> = ‖x<sub>i</sub>‖. The gradient flows through it; a zero feature has
     * r<sub>i</sub> = 0 and gradient 0.
     *
     * @return the scale
     */
    static Scale norm() {
        return new Norm();
    }

    /**
     * A fixed scale, r<sub>i</sub> = s.
     *
     * @param s the scale, > 0
     * @return the scale
     * @throws IllegalArgumentException if s is not a finite number > 0
     */
    static Scale fixed(double s) {
        return new Fixed(s);
    }

    /** r<sub>i</sub> = ‖x<sub>i</sub>‖. */
    record Norm() implements Scale {}

    /**
     * r<sub>i</sub> = s.
     *
     * @param s the scale, > 0
     */
    record Fixed(double s) implements Scale {
        /**
         * Checks the scale.
         *
         * @param s finite and > 0
         * @throws IllegalArgumentException if s is not a finite number > 0
         */
        public Fixed {
            Check.positive("s", s);
        }
    }
}
