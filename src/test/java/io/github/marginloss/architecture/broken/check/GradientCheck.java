package io.github.marginloss.architecture.broken.check;

import org.junit.jupiter.api.Assertions;

/** Breaks: check sees the library, EJML and Java. */
public final class GradientCheck {

    void fail() {
        Assertions.fail();
    }
}
