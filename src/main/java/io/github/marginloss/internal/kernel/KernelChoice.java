package io.github.marginloss.internal.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Chooses the {@link Kernels} of this process: the fastest that its virtual machine is known to compile well. */
public final class KernelChoice {

    private static final Kernels SERVING =
            Runtime.version().feature() >= 25 && usesAvx512() ? new FourRowKernels() : new PlainKernels();

    private KernelChoice() {}

    /** {@return the kernels of this process, always the same} */
    public static Kernels serving() {
        return SERVING;
    }

    /** Four rows need the 32 vector registers of AVX-512. */
    private static boolean usesAvx512() {
        try {
            HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return machine != null && "3".equals(machine.getVMOption("UseAVX").getValue());
        } catch (IllegalArgumentException | LinkageError other) {
            return false; // another processor, or another virtual machine
        }
    }
}
