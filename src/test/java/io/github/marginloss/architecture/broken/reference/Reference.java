package io.github.marginloss.architecture.broken.reference;

import io.github.marginloss.architecture.broken.check.Check;
import io.github.marginloss.architecture.broken.core.Kernels;

/** Breaks: reference sees the root and core; nothing of the tiles. */
public final class Reference {

    Check check(Kernels kernels) {
        return new Check();
    }
}
