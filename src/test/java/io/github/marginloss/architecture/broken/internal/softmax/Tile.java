package io.github.marginloss.architecture.broken.internal.softmax;

import io.github.marginloss.architecture.broken.internal.center.CenterTerm;

/** Breaks: softmax and center do not see each other. */
public final class Tile {

    void add(CenterTerm term) {}
}
