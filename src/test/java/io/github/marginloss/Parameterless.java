package io.github.marginloss;

import java.util.EnumSet;
import java.util.Set;

/** A loss for tests that learns nothing and has only one reduction. */
public interface Parameterless extends Loss {

    @Override
    default Loss withReduction(Reduction reduction) {
        return this;
    }

    @Override
    default Set<Parameters.Kind> uses() {
        return EnumSet.noneOf(Parameters.Kind.class);
    }
}
