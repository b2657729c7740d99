package io.github.marginloss.check;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.row.FeatureNorm;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** The margins that a rule gives for the norms of a batch. They stay the same when the features move. */
record HeldMargins(MarginRule rule, double[] norms) implements MarginRule {

    /** {@return the same loss with these margins, or the loss itself if none of its margins depends on a norm} */
    static Loss in(Loss loss, DMatrixRMaj features) {
        if (loss instanceof Reference reference) {
            return Reference.of(in(reference.loss(), features));
        }
        if (loss instanceof Sum sum) {
            return new Sum(in(sum.first(), features), sum.weight(), in(sum.second(), features));
        }
        return loss instanceof DescribedLoss described
                        && described.head() instanceof Head.Cosine cosine
                        && !(cosine.margin() instanceof Margin)
                        && !(cosine.margin() instanceof NormMargin)
                ? new Held(
                        described, new Head.Cosine(cosine.scale(), of(cosine.margin(), features), cosine.smoothing()))
                : loss;
    }

    private static HeldMargins of(MarginRule rule, DMatrixRMaj features) {
        double[] norms = new double[features.numRows];
        Arrays.setAll(norms, i -> FeatureNorm.rounded(new DoubleRows(features), i));
        return new HeldMargins(rule, norms);
    }

    @Override
    public Margin margin(int sample, int label, double norm) {
        return rule.margin(sample, label, norms[sample]);
    }

    @Override
    public void check(int samples, int classes) {
        rule.check(samples, classes);
    }

    /** A loss with another head. */
    private record Held(DescribedLoss loss, Head head) implements DescribedLoss {
        @Override
        public Reduction reduction() {
            return loss.reduction();
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return loss.uses();
        }

        @Override
        public Loss withReduction(Reduction reduction) {
            return new Held((DescribedLoss) loss.withReduction(reduction), head);
        }
    }
}
