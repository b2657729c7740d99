package io.github.marginloss.tool.judge;

import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.core.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Labels that are smoothed in a wrong way. */
final class SmoothingSuspects {

    private static final double[] EPSILONS = {0.05, 0.1, 0.2};

    private SmoothingSuspects() {}

    static List<Suspect> of(Loss loss) {
        List<Suspect> all = new ArrayList<>();
        for (WeightedLoss term : WeightedLoss.of(loss)) {
            if (term.loss() instanceof LabelSmoothing smoothed) {
                all.add(by("labels are not smoothed", (epsilon, n) -> 0));
                all.add(by(
                        "ε/(n − 1) goes to each other class, and 1 − ε to the target, as in SpeechBrain",
                        (epsilon, n) -> epsilon * n / (n - 1)));
                OtherLosses.each(
                        EPSILONS, smoothed.epsilon(), (other, text) -> all.add(by("ε is " + text, (own, n) -> other)));
            } else if (term.loss().head() instanceof Head.Softmax) {
                for (double epsilon : EPSILONS) {
                    String name = "labels are smoothed by " + epsilon + ", as PyTorch's label_smoothing does";
                    all.add(by(name, (own, n) -> epsilon));
                }
            }
        }
        return all;
    }

    /** A suspect with another ε, computed from the requested one and n. */
    private static Suspect by(String name, DoubleBinaryOperator other) {
        return Suspect.formula(name, Pages.SMOOTHING, new Textbook() {
            @Override
            double smooth(double epsilon, double[] z, int label, double[] slopes) {
                return super.smooth(other.applyAsDouble(epsilon, z.length), z, label, slopes);
            }
        });
    }
}
