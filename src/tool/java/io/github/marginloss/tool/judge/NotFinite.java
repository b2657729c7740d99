package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.check.Judgement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a number may be NaN or infinite where the right one is finite: what is special about its sample. */
final class NotFinite {

    private final Question question;
    private final Evaluation yours;

    NotFinite(Question question, Evaluation yours) {
        this.question = question;
        this.yours = yours;
    }

    Optional<Finding> explain(Judgement judgement) {
        return sample(judgement).flatMap(i -> cause(i, judgement.output()));
    }

    /** The sample of the number: one whose loss or gradient is not finite, in the class if it is a class's. */
    private Optional<Integer> sample(Judgement judgement) {
        if (judgement.output().equals("l") || judgement.output().equals("dX")) {
            return Optional.of(judgement.row());
        }
        Optional<Integer> first = Optional.empty();
        for (int i = 0; i < question.samples() && first.isEmpty(); i++) {
            boolean own = judgement.label() < 0 || question.labels()[i] == judgement.label();
            first = own && (isSpecial(i) || !cause(i, "").isEmpty()) ? Optional.of(i) : first;
        }
        return first;
    }

    private boolean isSpecial(int i) {
        double[] losses = yours.sampleLosses();
        return losses != null && !Double.isFinite(losses[i]);
    }

    private Optional<Finding> cause(int i, String output) {
        double[] x = Outputs.row(question.features(), i);
        double eps = question.precision().eps();
        boolean cosine = Term.cosine(question.loss()).isPresent();
        double[] w = question.parameters().weights() == null
                ? x
                : Outputs.row(question.parameters().weights(), question.labels()[i]);
        if (cosine && Outputs.norm(x) == 0) {
            return found(output, "x of sample " + i + " is zero, and is divided by its norm", Pages.ROWS);
        } else if (cosine && Outputs.norm(w) == 0) {
            return found(
                    output, "the class weight of sample " + i + " is zero, and is divided by its norm", Pages.ROWS);
        }
        double cos = cosine(x, w);
        // a cosine is off by some eps
        if (cosine
                && Term.cosine(question.loss()).filter(Textbook::isAngular).isPresent()
                && 1 - Math.abs(cos) < (4 + Math.sqrt(x.length)) * eps) {
            String what = String.format(
                    Locale.ROOT,
                    "sample %d is at θ = %s to its class weight within rounding, where acos and √(1 − c²) have no"
                            + " derivative, and a cosine beyond 1 has no arc cosine",
                    i,
                    cos > 0 ? "0" : "π");
            return found(output, what, Pages.PARALLEL);
        }
        return overflow(i, output);
    }

    private Optional<Finding> overflow(int i, String output) {
        double most = question.precision().eps() > 1e-10 ? 88 : 709;
        double greatest = 0;
        for (Term term : Term.of(question.loss())) {
            if (term.loss() instanceof MarginLoss loss) {
                double[] z = Outputs.row(loss.logits(question.features(), question.parameters()), i);
                for (double logit : z) {
                    greatest = Math.max(greatest, Math.abs(logit));
                }
            }
        }
        return greatest > most
                ? found(
                        output,
                        String.format(
                                Locale.ROOT,
                                "sample %d has a logit of size %.0f, whose exponential is beyond the range: subtract the"
                                        + " greatest logit before exp, and never take the logarithm of a probability",
                                i,
                                greatest),
                        Pages.SOFTMAX)
                : Optional.empty();
    }

    private static double cosine(double[] x, double... w) {
        double xNorm = Outputs.norm(x);
        double wNorm = Outputs.norm(w);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] / xNorm * (w[k] / wNorm);
        }
        return sum;
    }

    private static Optional<Finding> found(String output, String name, String page) {
        return Optional.of(new Finding(name, List.of(output), page));
    }
}
