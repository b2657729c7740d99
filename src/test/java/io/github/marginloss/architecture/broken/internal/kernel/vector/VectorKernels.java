package io.github.marginloss.architecture.broken.internal.kernel.vector;

import io.github.marginloss.architecture.broken.internal.Check;

/** Breaks: the kernels on vectors see kernel alone. */
public final class VectorKernels {

    void add(Check check) {}
}
