package io.github.marginloss.tool.batch;

import io.github.marginloss.Loss;
import java.util.Set;

/**
 * The loss that a file itself asks for, as golden cases do.
 *
 * @param loss the loss, with its reduction
 * @param ignored the labels that it ignores
 */
public record Asked(Loss loss, Set<Integer> ignored) {

    /** Copies the set of labels. */
    public Asked {
        ignored = Set.copyOf(ignored);
    }
}
