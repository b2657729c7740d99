package io.github.marginloss.reference;

import java.util.concurrent.CancellationException;

/** Ends an evaluation whose caller has been interrupted. Any of its threads may check. */
final class Interruption {

    private final Thread caller = Thread.currentThread();

    /**
     * Does nothing unless the caller has been interrupted.
     *
     * @throws CancellationException if the caller has been interrupted; its interrupt flag stays set
     */
    void check() {
        if (caller.isInterrupted()) {
            throw new CancellationException("the reference was interrupted before it had its answer; no output is "
                    + "written, and the thread is still marked as interrupted");
        }
    }
}
