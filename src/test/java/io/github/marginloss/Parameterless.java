package io.github.marginloss;

import java.util.EnumSet;
import java.util.Set;

/** What losses of a test's own are that learn nothing and reduce in one way. */
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
