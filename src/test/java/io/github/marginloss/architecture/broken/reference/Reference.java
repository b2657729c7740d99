package io.github.marginloss.architecture.broken.reference;

import io.github.marginloss.architecture.broken.check.GradientCheck;

/** Breaks: reference does not see check. */
public final class Reference {

    GradientCheck check() {
        return new GradientCheck();
    }
}
