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
        Shape heavy = Shape.ALL.get(2);
        Predicate<Shape> room = shape -> 2 * shape.m() <= shape.d(); // a double takes the place of two floats
        Predicate<Shape> firstAndLast = shape -> shape.equals(Shape.ALL.get(0)) || shape.equals(Shape.ALL.get(3));
        for (String djl : FloatTables.DJL) {
            String speed = "speed on floats, vectors, against " + djl;
            Goals.row(
                    table,
                    all,
                    speed + ", tuned, except " + heavy + ": 1.2 times",
                    s -> s.floats(djl, VECTORS, Measured.TUNED, Bound.lower(1.2), shape -> !shape.equals(heavy)));
            Goals.row(
                    table,
                    all,
                    "the same, " + heavy + ": as fast",
                    s -> s.floats(djl, VECTORS, Measured.TUNED, Bound.lower(1), heavy::equals));
            Goals.row(
                    table,
                    all,
                    speed + ": 1.2 times",
                    s -> s.floats(djl, VECTORS, "", Bound.lower(1.2), shape -> true));
            Goals.row(
                    table,
                    all,
                    "the same, first and last shape: twice",
                    s -> s.floats(djl, VECTORS, "", Bound.lower(2), firstAndLast));
            Goals.row(
                    table,
                    all,
                    "speed on floats, plain loops, against " + djl + ", first and last shape: as fast",
                    s -> s.floats(djl, OursOnFloats.NAME, "", Bound.lower(1), firstAndLast));
        }
        Goals.row(
                table,
                all,
                "time of floats against doubles, plain loops, where rows of $\\partial L/\\partial W$ have room for $E$: at most the same",
                s -> s.floats(OursOnFloats.NAME, Ours.NAME, "", Bound.upper(1), room));
        Goals.row(
                table,
                all,
                "the same, where they have no room: 1.2 times",
                s -> s.floats(OursOnFloats.NAME, Ours.NAME, "", Bound.upper(1.2), room.negate()));
        Goals.row(
                table,
                all,
                "extra memory of the first call on floats: 64 MB",
                s -> s.starts(
                        FloatTables.FLOATS,
                        start -> start.peakOfFirst() / Goals.MEGABYTE,
                        Bound.upper(64),
                        shape -> true));
        Goals.row(
                table,
                all,
                "allocation of a warm step on floats: 64 MB",
                s -> s.starts(
                        FloatTables.FLOATS,
                        start -> start.allocated() / Goals.MEGABYTE,
                        Bound.upper(64),
                        shape -> true));
        Goals.row(
                table,
                all,
                "first call on floats against a warm call, " + heavy + ": 3 times",
                s -> s.starts(
                        FloatTables.FLOATS, start -> start.first() / start.warm(), Bound.upper(3), heavy::equals));
    }
}
