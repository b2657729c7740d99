package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.Enclosure;

/**
 * What the loss of a sample is multiplied by: an exact number, since a mean is 1/m and not the double next to it.
 *
 * @param exact the number
 * @param bounded the same in double-double
 */
record Coefficient(Enclosure exact, Bounded bounded) {

    static Coefficient of(Enclosure exact) {
        return new Coefficient(exact, Bounded.of(exact));
    }

    boolean isZero() {
        return exact.isZero();
    }
}
