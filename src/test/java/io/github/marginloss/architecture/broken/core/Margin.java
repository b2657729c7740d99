package io.github.marginloss.architecture.broken.core;

import io.github.marginloss.architecture.broken.internal.row.RowSum;
import java.util.List;

/** Breaks: core sees kernel and checks; no internal type is shown, whether inherited or inside another type. */
public class Margin implements Summed {

    protected RowSum last;

    public <T extends RowSum> void add(T sum) {}
}

/** A user sees what is inherited from it. */
interface Summed {

    default List<RowSum[]> sums() {
        return List.of();
    }
}
