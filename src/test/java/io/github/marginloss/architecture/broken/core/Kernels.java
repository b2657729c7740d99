package io.github.marginloss.architecture.broken.core;

import io.github.marginloss.architecture.broken.Loss;

/** Breaks: core sees itself; core shows its API; nothing static can be assigned; a static array is shown to nobody. */
public final class Kernels {

    static final double[] TABLE = {1, 2, 4};

    static int calls;

    void add(Loss loss) {
        calls++;
    }
}
