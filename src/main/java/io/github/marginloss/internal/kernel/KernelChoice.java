package io.github.marginloss.internal.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Chooses the {@link Kernels} of this process: plain ones at first, and those on the JDK's vectors as soon as the
 * virtual machine has compiled them, if the module jdk.incubator.vector is present. This choice is the only state that
 * the library keeps for the whole process. It is harmless, because all kernels give the same bits.
 */
public final class KernelChoice {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTORS = "io.github.marginloss.internal.kernel.vector.VectorKernels";

    private static final Kernels PLAIN =
            Runtime.version().feature() >= 25 && usesAvx512() ? new FourRowKernels() : new PlainKernels();

    private static final AtomicReference<Kernels> SERVING = new AtomicReference<>(PLAIN);
    /** Completed once it is decided whether the vector kernels are used. */
    private static final CompletableFuture<Boolean> DECIDED = new CompletableFuture<>();

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private KernelChoice() {}

    /** {@return the kernels in use now; an evaluation calls this once and keeps the result} */
    public static Kernels serving() {
        return SERVING.get();
    }

    /** {@return which kernels are in use and why, in a few words} */
    public static String describe() {
        boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
        boolean decided = DECIDED.isDone(); // read first, because the kernels in use are set before this is completed
        if (SERVING.get() != PLAIN) {
            return SERVING.get().toString();
        } else if (!present) {
            return "plain loops (add --add-modules " + MODULE + " for vectors)";
        }
        return decided
                ? "plain loops (vectors are not faster here, or give other bits)"
                : "plain loops (until the vector loops are compiled)";
    }

    /**
     * Waits until it is decided whether the vector kernels are used.
     *
     * @param seconds the longest time to wait
     * @return whether they are
     * @throws InterruptedException if the thread is interrupted
     */
    public static boolean awaitVectors(long seconds) throws InterruptedException {
        considerVectors();
        try {
            return DECIDED.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException undecided) {
            return false;
        }
    }

    /**
     * Starts to compile the vector kernels, unless that has started already. This happens after the first call, not
     * during it, because both would compete for the compiler, and only later calls can use the vectors anyway.
     */
    public static void considerVectors() {
        if (!STARTED.get() && STARTED.compareAndSet(false, true)) {
            if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
                DECIDED.complete(false);
                return;
            }
            Thread thread = new Thread(KernelChoice::decide, "marginloss-vectors");
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError none) {
                DECIDED.complete(false); // an evaluation must not fail because there is no memory for a thread
            }
        }
    }

    private static void decide() {
        try {
            Kernels vectors = vectors();
            boolean better = vectors != null && new KernelTrial(vectors, PLAIN).isWon();
            if (better) {
                SERVING.set(vectors);
            }
            DECIDED.complete(better);
        } finally {
            // no effect after a decision; without one, the vectors have failed, and plain loops stay in use
            DECIDED.complete(false);
        }
    }

    /** Uses the vector kernels without a trial, so that a test does not depend on a clock. */
    static boolean serveVectors() {
        Kernels vectors = vectors();
        if (vectors != null) {
            SERVING.set(vectors);
        }
        return vectors != null;
    }

    /** The vector kernels; null without the module, or if its interface or its vectors do not suit them. */
    private static Kernels vectors() {
        try {
            return Class.forName(VECTORS)
                    .asSubclass(Kernels.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError other) {
            return null;
        }
    }

    /** Kernels of four rows need the 32 vector registers of AVX-512. */
    private static boolean usesAvx512() {
        try {
            HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return machine != null && "3".equals(machine.getVMOption("UseAVX").getValue());
        } catch (IllegalArgumentException | LinkageError other) {
            return false; // another processor or another virtual machine
        }
    }
}
