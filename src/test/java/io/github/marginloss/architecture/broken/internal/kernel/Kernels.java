package io.github.marginloss.architecture.broken.internal.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.marginloss.architecture.broken.internal.Check;
import io.github.marginloss.architecture.broken.internal.kernel.vector.VectorKernels;

/**
 * Breaks: kernel sees nothing; who asks the machine; who sees vectors; nothing static can be assigned; a static array
 * is not shown.
 */
public final class Kernels {

    static final double[] TABLE = {1, 2, 4};

    static int calls;

    void add(Check check, HotSpotDiagnosticMXBean machine, VectorKernels vectors) {
        calls++;
    }
}
