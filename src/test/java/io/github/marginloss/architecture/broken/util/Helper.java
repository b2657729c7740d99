package io.github.marginloss.architecture.broken.util;

/** Breaks: there are these four packages. */
public final class Helper {}
