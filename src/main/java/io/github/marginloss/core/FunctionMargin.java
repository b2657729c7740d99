package io.github.marginloss.core;

import java.util.Objects;

/**
 * A margin that consists of two functions.
 *
 * @param psi ψ(θ)
 * @param derivative dψ/dθ
 */
record FunctionMargin(AngleFunction psi, AngleFunction derivative) implements Margin {

    FunctionMargin {
        Objects.requireNonNull(psi, "value");
        Objects.requireNonNull(derivative, "slope");
    }

    @Override
    public double value(double cos, double sin) {
        return psi.at(cos, sin);
    }

    @Override
    public double slope(double cos, double sin) {
        return derivative.at(cos, sin);
    }

    /** Leaves out the functions, because the names of lambdas say nothing. */
    @Override
    public String toString() {
        return "a margin of two functions";
    }
}
