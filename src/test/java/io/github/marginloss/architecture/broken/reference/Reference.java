package io.github.marginloss.architecture.broken.reference;

import io.github.marginloss.architecture.broken.check.GradientCheck;
import io.github.marginloss.architecture.broken.internal.softmax.Tile;

/** Breaks: reference does not see check, nor tiles. */
public final class Reference {

    GradientCheck check(Tile tile) {
        return new GradientCheck();
    }
}
