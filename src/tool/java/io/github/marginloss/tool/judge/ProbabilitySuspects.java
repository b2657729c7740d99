package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logarithms of a probability that is bounded away from 0: log(p + ε) and log max(p, ε), each with the gradients that
 * programs use for it.
 */
final class ProbabilitySuspects {

    /** The bounds of known projects. The texts contain no colon, because a colon ends the kind of a suspect. */
    private static final Map<Double, String> PROJECTS = new LinkedHashMap<>();

    static {
        PROJECTS.put((double) Float.MIN_NORMAL, "Caffe's, the smallest normal float, and no loss exceeds 87.34");
        PROJECTS.put(1e-30, "PartialFC's, and no loss exceeds 69.08");
        PROJECTS.put(1e-10, "Deeplearning4j's, and no loss exceeds 23.03");
        PROJECTS.put(1e-7, "TensorFlow Java's, and no loss exceeds 16.12");
    }

    private ProbabilitySuspects() {}

    static List<Suspect> all() {
        List<Double> all = new ArrayList<>(PROJECTS.keySet());
        for (int digits = 4; digits <= 15; digits++) {
            double epsilon = Double.parseDouble("1e-" + digits);
            if (!PROJECTS.containsKey(epsilon)) {
                all.add(epsilon);
            }
        }
        List<Suspect> suspects = new ArrayList<>();
        for (double epsilon : all) {
            String text = epsilon == Float.MIN_NORMAL ? "1.18e-38" : OtherLosses.text(epsilon);
            String project = PROJECTS.containsKey(epsilon) ? " (" + PROJECTS.get(epsilon) + ")" : "";
            String bounded = "the loss is −log max(p, " + text + ")" + project;
            suspects.add(suspect(bounded + ": the gradient is that without the bound", epsilon, false, true));
            suspects.add(suspect(bounded + ": the gradient beyond the bound is 0", epsilon, false, false));
            String added = "the loss is −log(p + " + text + ")";
            suspects.add(suspect(added + ": the gradient is that of −log p", epsilon, true, true));
            suspects.add(suspect(added + ": the gradient has its factor p/(p + ε)", epsilon, true, false));
        }
        return suspects;
    }

    private static Suspect suspect(String name, double epsilon, boolean added, boolean passes) {
        Textbook book = new Textbook() {
            @Override
            double entropy(double[] z, int label, double[] slopes) {
                double plain = super.entropy(z, label, slopes);
                double p = Math.exp(-plain);
                for (int j = 0; j < slopes.length && !passes; j++) {
                    slopes[j] *= added ? p / (p + epsilon) : p > epsilon ? 1 : 0;
                }
                return added ? -Math.log(p + epsilon) : Math.min(plain, -Math.log(epsilon));
            }
        };
        return new Suspect(
                name,
                Pages.STOPS,
                (question, yours, right) -> isAsked(question, yours, right)
                        ? Optional.of(new Trial(question, yours, book.evaluate(question)))
                        : Optional.empty());
    }

    /** Whether a loss is wrong. If only gradients were wrong, any ε might be the cause. */
    private static boolean isAsked(Question question, Evaluation yours, Evaluation right) {
        double smallest = 0x1p9 * question.precision().eps(); // smaller errors are roughly those of rounding
        double[] got = yours.sampleLosses();
        boolean off = Math.abs(yours.loss() - right.loss()) > smallest * (1 + right.loss());
        for (int i = 0; got != null && i < got.length; i++) {
            double want = right.sampleLosses()[i];
            off |= Math.abs(got[i] - want) > smallest * (1 + want);
        }
        return off;
    }
}
