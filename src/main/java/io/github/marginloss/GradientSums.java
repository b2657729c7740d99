package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.internal.row.GradientRows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accumulates the requested gradients. */
record GradientSums(GradientRows features, Map<Kind, GradientRows> classes) {

    /**
     * Starts accumulation.
     *
     * @param call holds the outputs. Modified.
     * @param writers the kinds of parameters of each summand that will write
     */
    static GradientSums of(Arguments call, List<Set<Kind>> writers) {
        int dimension = call.features().columns();
        Map<Kind, GradientRows> classes = new EnumMap<>(Kind.class);
        call.gradients().forEach((kind, target) -> {
            long several =
                    writers.stream().filter(kinds -> kinds.contains(kind)).count();
            // rows that nobody writes end as zeros, just as rows that several write begin as zeros
            classes.put(kind, GradientRows.of(target, call.classes(), kind == Kind.BIAS ? 1 : dimension, several != 1));
        });
        boolean several = writers.size() != 1;
        GradientRows features =
                GradientRows.of(call.featureGradient(), call.features().rows(), dimension, several);
        return new GradientSums(features, classes);
    }

    /** {@return the gradient of a kind of parameters, or null} */
    GradientRows of(Kind kind) {
        return classes.get(kind);
    }

    /** Rounds the sums. */
    void finish() {
        finish(features);
        classes.values().forEach(GradientSums::finish);
    }

    private static void finish(GradientRows rows) {
        if (rows != null) {
            rows.finish();
        }
    }
}
