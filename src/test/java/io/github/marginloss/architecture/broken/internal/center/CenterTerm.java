package io.github.marginloss.architecture.broken.internal.center;

import io.github.marginloss.architecture.broken.internal.softmax.Tile;

/** Breaks: softmax and center do not see each other. */
public final class CenterTerm {

    void add(Tile tile) {}
}
