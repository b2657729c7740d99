package io.github.marginloss.tool;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Some samples of a batch. Each keeps its margin, and ignored ones remain ignored.
 *
 * @param batch the labels of all samples
 * @param rows which samples
 */
record Part(int[] batch, int[] rows) {

    /** The labels of these samples. */
    int[] labels() {
        return Arrays.stream(rows).map(row -> batch[row]).toArray();
    }

    double[] of(double... all) {
        return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
    }

    /** A loss for these samples, with the sum as its reduction. */
    Loss sum(Loss loss) {
        return map(loss, term -> with(term, Reduction.SUM));
    }

    /** A loss whose every term is changed. */
    Loss map(Loss loss, Function<DescribedLoss, Loss> change) {
        return loss instanceof Sum sum
                ? map(sum.first(), change).plus(sum.weight(), map(sum.second(), change))
                : change.apply((DescribedLoss) loss);
    }

    /** A term for these samples, with a reduction for them. */
    Loss with(DescribedLoss term, Reduction reduction) {
        Reduction rest = reduction;
        for (int label : labels()) {
            rest = term.reduction().ignores(label) ? rest.ignoring(label) : rest;
        }
        return margins(term).withReduction(rest);
    }

    private Loss margins(Loss term) {
        if (term instanceof LabelSmoothing smoothing) {
            return new LabelSmoothing((HeadLoss) margins(smoothing.loss()), smoothing.epsilon());
        }
        return term instanceof ElasticFace elastic
                ? new ElasticFace(elastic.s(), elastic.angular(), of(elastic.margins()), elastic.reduction())
                : term;
    }
}
