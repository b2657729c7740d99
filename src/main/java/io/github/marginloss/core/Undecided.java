package io.github.marginloss.core;

/**
 * Thrown when the error of a number hides its sign. Whoever evaluates a formula catches it and evaluates again with
 * more digits; a margin must not catch it.
 */
public final class Undecided extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public Undecided() {
        super("more digits are needed to determine the sign of a number");
    }

    /** Leaves out the stack trace, because this exception is thrown often and never shown. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
