package io.github.marginloss.spark;

import java.io.IOException;

/** Something that the user can put right: an option, a file. Its message is all that is shown. */
final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UserException(String message) {
        super(message);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }

    /** From a task, the cause travels as text: not every exception of a file system can be serialized. */
    private Object writeReplace() {
        UserException sent = new UserException(getMessage(), getCause() == null ? null : text(getCause()));
        sent.setStackTrace(getStackTrace());
        return sent;
    }

    private static IOException text(Throwable cause) {
        IOException text = new IOException(cause.toString());
        text.setStackTrace(cause.getStackTrace());
        return text;
    }
}
