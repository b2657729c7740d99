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
 * Chooses the {@link Kernels} of this process: plain ones at first, and those on the JDK's vectors as soon as the virtual
 * machine has compiled them, if the module jdk.incubator.vector is there. As all give the same bits, the choice is the
 * one thing that the library remembers for the whole process.
 */
public final class KernelChoice {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTORS = "io.github.marginloss.internal.kernel.vector.VectorKernels";

    private static final Kernels PLAIN =
            Runtime.version().feature() >= 25 && usesAvx512() ? new FourRowKernels() : new PlainKernels();

    private static final AtomicReference<Kernels> SERVING = new AtomicReference<>(PLAIN);
    /** Completed with whether vectors serve. */
    private static final CompletableFuture<Boolean> DECIDED = new CompletableFuture<>();

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private KernelChoice() {}

    /** {@return the kernels that serve now; an evaluation asks once, and keeps them} */
    public static Kernels serving() {
        return SERVING.get();
    }

    /** {@return in a few words, which kernels serve and why} */
    public static String describe() {
        boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
        boolean decided = DECIDED.isDone(); // before it is asked what serves, which it sets first
        if (SERVING.get() != PLAIN) {
            return SERVING.get().toString();
        } else if (!present) {
            return "plain loops (--add-modules " + MODULE + " brings vectors)";
        }
        return decided
                ? "plain loops (vectors are not faster here, or give other bits)"
                : "plain loops (vectors will serve once they are compiled)";
    }

    /**
     * Waits until it is decided whether vectors serve.
     *
     * @param seconds how long at most
     * @return whether they do
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
     * Begins to compile vectors, unless that has begun: after the first call rather than beside it, as they would
     * compete for the compiler, and serve none but later ones anyway.
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
                DECIDED.complete(false); // no memory for a thread is no reason for an evaluation to fail
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
            DECIDED.complete(false); // unless it is complete: with whatever is wrong with vectors, plain loops serve
        }
    }

    /** Lets vectors serve without a trial, so that what a test tests does not depend on a clock. */
    static boolean serveVectors() {
        Kernels vectors = vectors();
        if (vectors != null) {
            SERVING.set(vectors);
        }
        return vectors != null;
    }

    /** Null where there is no module, or where it looks different or has other vectors. */
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
