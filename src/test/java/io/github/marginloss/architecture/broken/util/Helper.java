package io.github.marginloss.architecture.broken.util;

/** Breaks: there are no other packages. */
public final class Helper {}
