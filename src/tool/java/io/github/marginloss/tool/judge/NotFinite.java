package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.check.Judgement;
import io.github.marginloss.check.Precision;
import io.github.marginloss.core.Head;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * Explains why a number may be NaN or infinite where the right one is finite, by special properties of its sample.
 */
final class NotFinite {

    private final Question question;
    private final Evaluation yours;

    NotFinite(Question question, Evaluation yours) {
        this.question = question;
        this.yours = yours;
    }

    Optional<Finding> explain(Judgement judgement) {
        return sample(judgement).flatMap(i -> cause(i, judgement));
    }

    /**
     * The sample that a number comes from. For a sum over samples, this is a sample whose loss is not finite either. If
     * there is none, it is one that may be the cause, preferably of the number's class.
     */
    private Optional<Integer> sample(Judgement judgement) {
        if (judgement.output().equals("l") || judgement.output().equals("dX")) {
            return Optional.of(judgement.row());
        }
        int[] inTurn = IntStream.range(0, question.samples())
                .boxed()
                .sorted(Comparator.comparing(i -> question.label(i) != judgement.label()))
                .mapToInt(i -> i)
                .toArray();
        return Stream.<IntPredicate>of(this::isSpecial, i -> true)
                .flatMap(which -> Arrays.stream(inTurn).filter(which).boxed())
                .filter(i -> cause(i, judgement).isPresent())
                .findFirst();
    }

    private boolean isSpecial(int i) {
        double[] losses = yours.sampleLosses();
        return losses != null && !Double.isFinite(losses[i]);
    }

    private Optional<Finding> cause(int i, Judgement judgement) {
        String output = judgement.output();
        double[] x = NamedOutputs.row(question.features(), i);
        double eps = question.precision().eps();
        boolean cosine = WeightedLoss.cosine(question.loss()).isPresent();
        double[] w = question.parameters().weights() == null
                ? x
                : NamedOutputs.row(question.parameters().weights(), question.label(i));
        if (cosine && NamedOutputs.norm(x) == 0) {
            return found(output, "x of sample " + i + " is zero, and is divided by its norm", Pages.ROWS);
        } else if (cosine && NamedOutputs.norm(w) == 0) {
            return found(
                    output, "the class weight of sample " + i + " is zero, and is divided by its norm", Pages.ROWS);
        }
        double cos = cosine ? question.targetCosine(i) : 0;
        // the error of a cosine is some eps
        if (cosine
                && WeightedLoss.cosine(question.loss())
                        .filter(Textbook::isAngular)
                        .isPresent()
                && 1 - Math.abs(cos) < (4 + Math.sqrt(x.length)) * eps) {
            String what = String.format(
                    Locale.ROOT,
                    "sample %d is at θ = %s to its class weight, up to rounding; there acos and √(1 − c²) have no"
                            + " derivative, and a cosine beyond 1 has no arc cosine",
                    i,
                    cos > 0 ? "0" : "π");
            return found(output, what, Pages.PARALLEL);
        }
        return overflow(i, judgement);
    }

    /** exp(z) beyond the range, or −log of a probability that has become 0. */
    private Optional<Finding> overflow(int i, Judgement judgement) {
        Optional<Finding> found = Optional.empty();
        for (WeightedLoss term : WeightedLoss.of(question.loss())) {
            if (term.loss() instanceof MarginLoss loss && found.isEmpty()) {
                double[] z = logits(i, loss, term.loss().head());
                double largest = Arrays.stream(z).max().orElse(0);
                found = overflow(i, judgement, largest, largest - z[question.label(i)]);
            }
        }
        return found;
    }

    private Optional<Finding> overflow(int i, Judgement judgement, double largest, double lead) {
        Range range = Range.of(question.precision());
        boolean vanishes = lead > range.vanishing;
        boolean isLog = judgement.got() > 0 && vanishes; // +∞ is −log 0, and ∞/∞ is NaN
        if (largest > range.overflow && !isLog) {
            String name = String.format(
                    Locale.ROOT,
                    "sample %d has a logit of %.1f, and exp is infinite beyond %.1f in %s: subtract the largest logit"
                            + " before exp",
                    i,
                    largest,
                    range.overflow,
                    question.precision());
            return found(judgement.output(), name, Pages.SOFTMAX);
        }
        String name = String.format(
                Locale.ROOT,
                "sample %d has a target %.1f below its largest logit, where p underflows to 0 in %s and −log p is"
                        + " infinite: take log Σ exp(z) − z_y, as log_softmax does",
                i,
                lead,
                question.precision());
        return vanishes ? found(judgement.output(), name, Pages.SOFTMAX) : Optional.empty();
    }

    /** The logits of a sample, the margin included. */
    private double[] logits(int i, MarginLoss loss, Head head) {
        double[] x = NamedOutputs.row(question.features(), i);
        double[] z = loss.logits(DMatrixRMaj.wrap(1, x.length, x), question.parameters()).data;
        if (head instanceof Head.Cosine cosine) {
            int y = question.label(i);
            double r = Textbook.scale(cosine, NamedOutputs.norm(x));
            Head.Cosine own = Textbook.of(cosine, i, y, NamedOutputs.norm(x));
            z[y] = r * new Textbook().psi(own, z[y] / r);
        }
        return z;
    }

    /** The exponent above which exp is infinite, and the negative one below which it is 0. */
    private record Range(double overflow, double vanishing) {
        static Range of(Precision precision) {
            return switch (precision) {
                case DOUBLE -> new Range(709.78, 745.13);
                case FLOAT -> new Range(88.72, 103.97);
                case HALF -> new Range(11.09, 17.33);
            };
        }
    }

    private static Optional<Finding> found(String output, String name, String page) {
        return Optional.of(new Finding(name, List.of(output), page));
    }
}
