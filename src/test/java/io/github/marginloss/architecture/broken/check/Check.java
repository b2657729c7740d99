package io.github.marginloss.architecture.broken.check;

import org.junit.jupiter.api.Assertions;

/** Breaks: check sees the root, core and reference. */
public final class Check {

    void fail() {
        Assertions.fail();
    }
}
