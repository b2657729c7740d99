package io.github.marginloss.check;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/** Judges all outputs that are given. */
record Judgements(Allowances all, Evaluation given, Evaluation right) {

    List<Judgement> judgements() {
        List<Judgement> judgements = new ArrayList<>();
        losses(judgements);
        DMatrixRMaj byX = given.gradients().features();
        judgements.add(judge("dX", byX, right.gradients().features(), all.features));
        for (Kind kind : Kind.values()) {
            DMatrixRMaj want = right.gradients().get(kind);
            judgements.add(judge(name(kind), given.gradients().get(kind), want, all.rows(kind)));
        }
        judgements.removeIf(Objects::isNull);
        return judgements;
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case WEIGHTS -> "dW";
            case BIAS -> "db";
            case CENTERS -> "dC";
        };
    }

    private void losses(List<Judgement> judgements) {
        if (Given.hasLoss(right)) {
            GradedRows rows = new GradedRows("L", 1, all.precision);
            rows.loss(-1, -1, given.loss(), right.loss(), all.total);
            judgements.add(rows.judgement());
        }
        double[] losses = given.sampleLosses();
        GradedRows rows = new GradedRows("l", losses == null ? 0 : losses.length, all.precision);
        for (int i = 0; losses != null && i < losses.length; i++) {
            rows.loss(i, all.labels[i], losses[i], right.sampleLosses()[i], all.losses[i]);
        }
        judgements.add(rows.judgement());
    }

    private Judgement judge(String output, DMatrixRMaj got, DMatrixRMaj want, Allowance... allowances) {
        if (got == null) {
            return null;
        }
        boolean column = output.equals("db"); // one row of its own
        GradedRows rows = new GradedRows(output, allowances.length, all.precision);
        for (int row = 0; row < allowances.length; row++) {
            double[] g = column ? Given.entries(got) : RowNorm.row(got, row);
            double[] w = column ? Given.entries(want) : RowNorm.row(want, row);
            int label = column ? -1 : output.equals("dX") ? all.labels[row] : row;
            rows.row(column ? -1 : row, label, g, w, allowances[row]);
        }
        return rows.judgement();
    }
}
