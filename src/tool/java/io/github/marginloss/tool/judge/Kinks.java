package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells whether a batch reaches the angles beyond which the variants of a margin differ. */
final class Kinks {

    private Kinks() {}

    /** Makes a remark if no sample is beyond the first of these angles. */
    static List<String> remarks(Question question) {
        for (WeightedLoss term : WeightedLoss.of(question.loss())) {
            double first = term.loss() instanceof ArcFace arc && arc.extension() != ArcFace.Extension.EASY
                    ? Math.PI - arc.m()
                    : first(term.loss().head());
            double largest = first < Math.PI ? largestAngle(question) : Double.POSITIVE_INFINITY;
            if (largest < first) {
                String remark = String.format(
                        Locale.ROOT,
                        "no sample is past θ = %.2f (the largest is %.2f): losses that differ only there cannot be told"
                                + " apart",
                        first,
                        largest);
                return List.of(remark);
            }
        }
        return List.of();
    }

    private static double first(Head head) {
        double[] kinks = head instanceof Head.Cosine cosine && cosine.margin() instanceof Margin margin
                ? margin.kinks()
                : new double[0];
        return Arrays.stream(kinks).filter(kink -> kink > 0).min().orElse(Math.PI);
    }

    private static double largestAngle(Question question) {
        double largest = 0;
        for (int i = 0; i < question.samples(); i++) {
            double cos = question.targetCosine(i);
            largest =
                    Math.max(largest, Math.acos(Math.max(-1, Math.min(1, cos)))); // NaN for a zero row, which stays NaN
        }
        return largest;
    }
}
