package io.github.marginloss.tool.loss;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.tool.message.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds a loss from its terms, and writes a loss as its user would. */
public final class LossBuilder {

    private LossBuilder() {}

    /**
     * Builds a loss.
     *
     * @param terms the terms of the sum, one or more. The order does not matter: a sum is added up before it is rounded
     * @param reduction the reduction of every term
     * @param smoothing ε of every softmax term, as written; null = none
     * @param arrays the source of margins that are arrays
     * @return the loss
     * @throws Refusal if a name or a parameter is wrong
     */
    public static Loss build(List<Term> terms, Reduction reduction, String smoothing, MarginArrays arrays) {
        Loss loss = sum(
                terms,
                term -> smoothed(LossNames.of(term.name()).build(term.parameters(), reduction, arrays), smoothing));
        if (smoothing != null
                && terms.stream().noneMatch(term -> LossNames.of(term.name()).isSoftmax())) {
            throw new Refusal("smoothing is " + smoothing + ", but "
                    + terms.stream().map(Term::name).collect(Collectors.joining(" + "))
                    + " has no labels to smooth: a softmax loss expected");
        }
        return loss;
    }

    private static Loss smoothed(Loss loss, String smoothing) {
        if (smoothing == null || !(loss instanceof HeadLoss softmax)) {
            return loss;
        }
        double epsilon = Values.number("smoothing", smoothing);
        if (!(epsilon >= 0 && epsilon <= 1)) {
            throw new Refusal("smoothing is " + smoothing + ": a number from 0 to 1 expected");
        }
        return new LabelSmoothing(softmax, epsilon);
    }

    private static Loss sum(List<Term> terms, Function<Term, Loss> build) {
        List<Term> others = new ArrayList<>(terms);
        Term first = others.stream()
                .filter(term -> term.weight() == 1)
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(
                                "every loss of the sum has a weight: a loss without a weight expected, as in softmax + 0.003 center"));
        others.remove(first);
        Loss sum = build.apply(first);
        for (Term term : others) {
            sum = sum.plus(finite(term), build.apply(term));
        }
        return sum;
    }

    private static double finite(Term term) {
        if (!Double.isFinite(term.weight())) {
            throw new Refusal("the weight of " + term.name() + " is " + term.weight() + ": a finite number expected");
        }
        return term.weight();
    }

    /**
     * Writes a loss: each term with its components, and reductions in words.
     *
     * @param loss any loss
     * @return its terms
     */
    public static String write(Loss loss) {
        if (loss instanceof Sum sum) {
            double weight = Math.abs(sum.weight());
            String sign = sum.weight() < 0 ? " - " : " + ";
            return write(sum.first()) + sign + (weight == 1 ? "" : Values.write(weight) + " ") + write(sum.second());
        }
        return Arrays.stream(loss.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + value(component, loss))
                .collect(Collectors.joining(", ", loss.getClass().getSimpleName() + "[", "]"));
    }

    private static String value(RecordComponent component, Loss loss) {
        Object value = LossRecord.read(component, loss);
        if (value instanceof Reduction reduction) {
            return write(reduction);
        } else if (value instanceof Loss inner) {
            return write(inner);
        } else if (value instanceof double[]) {
            return MarginArrays.SAMPLES;
        }
        // class margins, too, are in the file
        return value instanceof MarginRule rule ? rule.toString().replaceFirst("\\[.*", "") : Values.write(value);
    }

    /**
     * Writes a reduction without its weights, which are in the file, and without ignored labels, which apply to the
     * whole sum.
     */
    private static String write(Reduction all) {
        Reduction reduction = all.base();
        return reduction == Reduction.MEAN || reduction == Reduction.SUM
                ? reduction.toString().toLowerCase(Locale.ROOT)
                : reduction.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
