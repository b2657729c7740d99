package io.github.marginloss.architecture.broken.internal.row;

import io.github.marginloss.architecture.broken.internal.softmax.Tile;

/** Breaks: a row sees no tile. */
public final class RowSum {

    void add(Tile tile) {}
}
