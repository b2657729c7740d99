package io.github.marginloss.spark;

import java.io.IOException;

/** A file of a checkpoint is not what has been written. Its message has the words "it …". */
final class BrokenFileException extends IOException {

    private static final long serialVersionUID = 1;

    BrokenFileException(String message) {
        super(message);
    }
}
