package io.github.marginloss.architecture.broken.internal.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.marginloss.architecture.broken.internal.Check;

/** Breaks: kernel sees nothing; who asks the machine; nothing static can be assigned; a static array is not shown. */
public final class Kernels {

    static final double[] TABLE = {1, 2, 4};

    static int calls;

    void add(Check check, HotSpotDiagnosticMXBean machine) {
        calls++;
    }
}
