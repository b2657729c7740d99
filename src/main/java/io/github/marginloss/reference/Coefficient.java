package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.Enclosure;

/**
 * The factor of the loss of a sample. It is exact: a mean takes 1/m itself, not the nearest double.
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
