package io.github.marginloss.tool.judge;

import static io.github.marginloss.tool.judge.Pages.SOFTMAX;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Wrong cross-entropies, and wrong labels. */
final class EntropySuspects {

    private EntropySuspects() {}

    static List<Suspect> all() {
        List<Suspect> all = new ArrayList<>();
        all.add(labels("labels are counted from 1: label y is taken as class y − 1", -1));
        all.add(labels("labels are off by one: label y is taken as class y + 1", 1));
        all.add(Suspect.formula(
                "softmax twice: the cross-entropy takes probabilities for logits", SOFTMAX, new Textbook() {
                    @Override
                    double entropy(double[] z, int label, double[] slopes) {
                        return twice(z, label, slopes);
                    }
                }));
        all.add(Suspect.formula("no log-softmax: the loss is −z_y", SOFTMAX, new Textbook() {
            @Override
            double entropy(double[] z, int label, double[] slopes) {
                Arrays.fill(slopes, 0);
                slopes[label] = -1;
                return -z[label];
            }
        }));
        all.add(Suspect.formula("∂l/∂z is p, without the −1 at the target", SOFTMAX, new Textbook() {
            @Override
            double entropy(double[] z, int label, double[] slopes) {
                return softmax(z, label, slopes);
            }
        }));
        all.add(Suspect.formula("the target is left out of the sum of exponentials", SOFTMAX, new Textbook() {
            @Override
            double entropy(double[] z, int label, double[] slopes) {
                return withoutTarget(z, label, slopes);
            }
        }));
        all.add(new Suspect("the bias is not used", SOFTMAX, EntropySuspects::unbiased));
        return all;
    }

    private static Suspect labels(String name, int shift) {
        return new Suspect(name, SOFTMAX, (question, yours, right) -> {
            int n = question.classes();
            int[] others = Arrays.stream(question.labels())
                    .map(y -> y < 0 || y >= n ? y : Math.floorMod(y + shift, n))
                    .toArray();
            Question changed = question.with(others);
            return n == 1 ? Optional.empty() : Optional.of(new Trial(changed, yours, changed.answer()));
        });
    }

    private static Optional<Trial> unbiased(Question question, Evaluation yours, Evaluation right) {
        if (question.parameters().bias() == null) {
            return Optional.empty();
        }
        Parameters zero = new Parameters(
                question.parameters().weights(),
                NamedOutputs.map(question.parameters().bias(), v -> 0),
                question.parameters().centers());
        Question changed = question.with(zero);
        return Optional.of(new Trial(changed, yours, changed.answer()));
    }

    /** l = log Σ exp(p) − p_y, and its derivatives with respect to z. */
    private static double twice(double[] z, int label, double... slopes) {
        double[] p = new double[z.length];
        Textbook.softmax(z, label, p);
        double[] q = new double[z.length];
        double loss = Textbook.softmax(p, label, q);
        double mean = 0;
        for (int j = 0; j < z.length; j++) {
            q[j] -= j == label ? 1 : 0;
            mean += q[j] * p[j];
        }
        for (int j = 0; j < z.length; j++) {
            slopes[j] = p[j] * (q[j] - mean);
        }
        return loss;
    }

    private static double withoutTarget(double[] z, int label, double... slopes) {
        double loss = Textbook.softmax(z, label, slopes);
        double others = -Math.expm1(-loss);
        slopes[label] = 0;
        for (int j = 0; j < z.length; j++) {
            slopes[j] /= others;
        }
        slopes[label] = -1;
        return loss + Math.log(others);
    }
}
