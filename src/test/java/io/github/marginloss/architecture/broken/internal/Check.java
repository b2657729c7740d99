package io.github.marginloss.architecture.broken.internal;

import io.github.marginloss.architecture.broken.core.Margin;

/** Breaks: checks see kernel alone. */
public final class Check {

    void margin(Margin margin) {}
}
