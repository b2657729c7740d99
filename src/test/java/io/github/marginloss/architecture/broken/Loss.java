package io.github.marginloss.architecture.broken;

import io.github.marginloss.architecture.broken.reference.Reference;

/** Breaks: the root sees core. */
public final class Loss {

    Reference right() {
        return new Reference();
    }
}
