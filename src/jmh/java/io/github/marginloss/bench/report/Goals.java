package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Materialised;
import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.report.Found.Bound;
import java.util.ArrayList;
import java.util.List;

/** The goals, and the worst value that the files contain for each. */
final class Goals {

    private static final String AUTOGRAD = "DJL, autograd";
    private static final String BY_HAND = "DJL, by hand";
    private static final List<String> OURS = List.of(Ours.NAME);
    static final double MEGABYTE = 1e6;
    /** A step with at least this many products is large. */
    private static final double LARGE = 3e8;

    private Goals() {}

    /** Finds the worst value for a goal in the files of one virtual machine. */
    interface Goal {
        Found in(Search search);
    }

    /** One row per goal, one column per virtual machine. */
    static String table(List<Measured> all) {
        List<String> heads = new ArrayList<>(List.of("goal"));
        all.forEach(measured -> heads.add("JDK " + measured.jdk()));
        Markdown table = new Markdown(1, heads);
        FloatGoals.rows(table, all);
        others(table, all);
        own(table, all);
        return table.toString();
    }

    private static void others(Markdown table, List<Measured> all) {
        Shape many = Shape.ALL.get(Shape.ALL.size() - 1);
        for (String form : List.of(AUTOGRAD, BY_HAND)) {
            row(
                    table,
                    all,
                    "doubles against " + form + ": 1.75 times as fast on JDK 17, twice on JDK 25",
                    s -> s.ratio(form, "", Bound.lower(s.jdk() < 25 ? 1.75 : 2), (shape, threads) -> true));
            row(
                    table,
                    all,
                    "the same at " + many + " on 2 threads: 4 times as fast",
                    s -> s.ratio(form, "", Bound.lower(4), (shape, threads) -> shape.equals(many) && threads == 2));
            row(
                    table,
                    all,
                    "doubles against " + form + ", tuned: 1.15 times as fast on JDK 17, 1.3 times on JDK 25",
                    s -> s.ratio(
                            form, Measured.TUNED, Bound.lower(s.jdk() < 25 ? 1.15 : 1.3), (shape, threads) -> true));
        }
        row(
                table,
                all,
                "doubles against EJML: 4 times as fast",
                s -> s.ratio(Materialised.NAME, "", Bound.lower(4), (shape, threads) -> true));
    }

    private static void own(Markdown table, List<Measured> all) {
        Shape small = Shape.ALL.get(0);
        Shape heavy = Shape.ALL.get(2);
        row(
                table,
                all,
                "2 threads against 1, where $mnd \\ge 3 \\cdot 10^8$: 1.7 times as fast",
                s -> s.scaling(Bound.lower(1.7), shape -> (double) shape.m() * shape.n() * shape.d() >= LARGE));
        row(table, all, "the same at " + small + ": as fast", s -> s.scaling(Bound.lower(1), small::equals));
        row(
                table,
                all,
                "extra MB in the first call: at most 64",
                s -> s.starts(OURS, start -> start.peakOfFirst() / MEGABYTE, Bound.upper(64), shape -> true));
        row(
                table,
                all,
                "MB that a warm step allocates: at most 64",
                s -> s.starts(OURS, start -> start.allocated() / MEGABYTE, Bound.upper(64), shape -> true));
        row(
                table,
                all,
                "doubles that a warm step allocates for each further number of $W$: at most 1/8",
                Search::allocationGrowth);
        row(
                table,
                all,
                "first call against warm calls at " + heavy + ": at most 3 times the time",
                s -> s.starts(OURS, start -> start.first() / start.warm(), Bound.upper(3), heavy::equals));
        for (String loss : List.of("Softmax", "NormalizedSoftmax", "SphereFace", "CosFace", "CombinedMargin")) {
            row(table, all, loss + " against ArcFace: at most 1.3 times the time", s -> s.loss(loss, Bound.upper(1.3)));
        }
    }

    static void row(Markdown table, List<Measured> all, String text, Goal goal) {
        List<String> row = new ArrayList<>(List.of(text));
        all.forEach(measured -> row.add(goal.in(new Search(measured)).toString()));
        table.row(row);
    }
}
