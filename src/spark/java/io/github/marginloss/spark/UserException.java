package io.github.marginloss.spark;

/** Something that the user can put right: an option, a file. Its message is all that is shown. */
final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UserException(String message) {
        super(message);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
