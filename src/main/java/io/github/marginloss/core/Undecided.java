package io.github.marginloss.core;

/**
 * A number has an error that hides its sign. Whoever asked for an evaluation asks again, in an arithmetic with more
 * digits; a margin lets it pass.
 */
public final class Undecided extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The sign of a number is not known. */
    public Undecided() {
        super("more digits are needed to tell the sign of a number");
    }

    /** It is thrown often and never shown. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
