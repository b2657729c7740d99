package io.github.marginloss.reference;

import java.util.concurrent.CancellationException;

/** Ends an evaluation whose caller has been interrupted, on whichever thread the check is made. */
final class Interruption {

    private final Thread caller = Thread.currentThread();

    /**
     * Does nothing unless the caller has been interrupted.
     *
     * @throws CancellationException if it has; its flag stays set
     */
    void check() {
        if (caller.isInterrupted()) {
            throw new CancellationException("the reference was interrupted before it had its answer; no output is "
                    + "written, and the thread is still marked as interrupted");
        }
    }
}
