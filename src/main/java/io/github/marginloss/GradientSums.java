package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.GradientRows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The gradients that are wanted, in the making. */
record GradientSums(GradientRows features, Map<Kind, GradientRows> classes) {

    /**
     * Begins them.
     *
     * @param wanted their matrices. Modified.
     * @param samples m
     * @param n classes
     * @param dimension d
     * @param parts who will write
     */
    static GradientSums of(Gradients wanted, int samples, int n, int dimension, List<Part> parts) {
        Map<Kind, GradientRows> classes = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            long writers =
                    parts.stream().filter(part -> part.kinds().contains(kind)).count();
            // rows that nobody writes are zeros in the end, as those that are written several times are in the
            // beginning
            classes.put(kind, GradientRows.of(wanted.get(kind), n, kind == Kind.BIAS ? 1 : dimension, writers != 1));
        }
        boolean several = parts.size() != 1;
        return new GradientSums(GradientRows.of(wanted.features(), samples, dimension, several), classes);
    }

    /** The rows of a kind, or null. */
    GradientRows of(Kind kind) {
        return classes.get(kind);
    }

    /** Rounds what was added up. */
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
