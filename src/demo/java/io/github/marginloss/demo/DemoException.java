package io.github.marginloss.demo;

/** A mistake that the user can correct, in an option or a file. The demo shows only its message. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DemoException(String message) {
        super(message);
    }
}
