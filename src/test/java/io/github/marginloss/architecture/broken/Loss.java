package io.github.marginloss.architecture.broken;

import io.github.marginloss.architecture.broken.reference.Reference;

/** Breaks: the root does not see the reference. */
public final class Loss {

    Reference reference() {
        return new Reference();
    }
}
