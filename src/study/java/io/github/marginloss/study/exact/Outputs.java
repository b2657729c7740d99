package io.github.marginloss.study.exact;

import java.util.Arrays;

/** All outputs of a call, before they are rounded; a gradient that is absent is null. */
final class Outputs {

    Graded total = Graded.ZERO;
    final Graded[] losses;
    /** The logits of the last term that has any. */
    final Ball[][] z;

    final Graded[][] x;
    final Graded[][] w;
    final Graded[] b;
    final Graded[][] c;

    Outputs(Inputs in) {
        losses = zeros(in.x().length);
        z = new Ball[in.x().length][];
        x = like(in.x());
        w = like(in.w());
        b = in.b() == null ? null : zeros(in.b().length);
        c = like(in.c());
    }

    private static Graded[] zeros(int length) {
        Graded[] zeros = new Graded[length];
        Arrays.fill(zeros, Graded.ZERO);
        return zeros;
    }

    private static Graded[][] like(Ball[][] rows) {
        return rows == null
                ? null
                : Arrays.stream(rows).map(row -> zeros(row.length)).toArray(Graded[][]::new);
    }

    void add(Graded[] row, int k, Graded term) {
        row[k] = row[k].plus(term);
    }

    /** Sample losses are weighted, but not reduced. */
    void addLoss(int i, Graded loss, Ball weight, Ball coefficient) {
        add(losses, i, loss.times(weight));
        total = total.plus(loss.times(coefficient));
    }
}
