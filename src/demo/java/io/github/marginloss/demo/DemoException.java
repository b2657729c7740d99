package io.github.marginloss.demo;

/** Something that the user can put right: an option, a file. Its message is all that is shown. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DemoException(String message) {
        super(message);
    }
}
