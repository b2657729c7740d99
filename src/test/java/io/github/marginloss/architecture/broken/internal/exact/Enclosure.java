package io.github.marginloss.architecture.broken.internal.exact;

import io.github.marginloss.architecture.broken.internal.row.RowSum;

/** Breaks: arithmetic sees no row. */
public final class Enclosure {

    void add(RowSum sum) {}
}
