package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.OursOnFloats;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.report.Found.Bound;
import java.util.List;
import java.util.function.Predicate;

/** The goals for floats. */
final class FloatGoals {

    private static final String VECTORS = OursOnFloats.NAME + Ours.VECTORS;

    private FloatGoals() {}

    /** Adds one row per goal. */
    static void rows(Markdown table, List<Measured> all) {
        Shape first = Shape.ALL.get(0);
        Shape heavy = Shape.ALL.get(2);
        Shape last = Shape.ALL.get(3);
        Predicate<Shape> room = shape -> 2 * shape.m() <= shape.d(); // a double takes the place of two floats
        Predicate<Shape> firstAndLast = shape -> shape.equals(first) || shape.equals(last);
        for (String djl : FloatTables.DJL) {
            String speed = "floats with vectors against " + djl;
            Goals.row(
                    table,
                    all,
                    speed + ", tuned, except at " + heavy + ": 1.2 times as fast",
                    s -> s.floats(djl, VECTORS, Measured.TUNED, Bound.lower(1.2), shape -> !shape.equals(heavy)));
            Goals.row(
                    table,
                    all,
                    "the same at " + heavy + ": as fast",
                    s -> s.floats(djl, VECTORS, Measured.TUNED, Bound.lower(1), heavy::equals));
            Goals.row(
                    table,
                    all,
                    speed + ": 1.2 times as fast",
                    s -> s.floats(djl, VECTORS, "", Bound.lower(1.2), shape -> true));
            Goals.row(
                    table,
                    all,
                    "the same at " + first + " and " + last + ": twice as fast",
                    s -> s.floats(djl, VECTORS, "", Bound.lower(2), firstAndLast));
            Goals.row(
                    table,
                    all,
                    "floats on plain loops against " + djl + ", at " + first + " and " + last + ": as fast",
                    s -> s.floats(djl, OursOnFloats.NAME, "", Bound.lower(1), firstAndLast));
        }
        Goals.row(
                table,
                all,
                "floats against doubles on plain loops, where rows of $\\partial L/\\partial W$ have room for $E$: at most the same time",
                s -> s.floats(OursOnFloats.NAME, Ours.NAME, "", Bound.upper(1), room));
        Goals.row(
                table,
                all,
                "the same where they have no room: at most 1.2 times the time",
                s -> s.floats(OursOnFloats.NAME, Ours.NAME, "", Bound.upper(1.2), room.negate()));
        Goals.row(
                table,
                all,
                "extra MB in the first call on floats: at most 64",
                s -> s.starts(
                        FloatTables.FLOATS,
                        start -> start.peakOfFirst() / Goals.MEGABYTE,
                        Bound.upper(64),
                        shape -> true));
        Goals.row(
                table,
                all,
                "MB that a warm step on floats allocates: at most 64",
                s -> s.starts(
                        FloatTables.FLOATS,
                        start -> start.allocated() / Goals.MEGABYTE,
                        Bound.upper(64),
                        shape -> true));
        Goals.row(
                table,
                all,
                "first call on floats against warm calls at " + heavy + ": at most 3 times the time",
                s -> s.starts(
                        FloatTables.FLOATS, start -> start.first() / start.warm(), Bound.upper(3), heavy::equals));
    }
}
