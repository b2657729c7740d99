package io.github.marginloss.tool.loss;

import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.tool.message.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Builds a loss from its terms, and writes one as its user would. */
public final class LossBuilder {

    private LossBuilder() {}

    /**
     * Builds a loss.
     *
     * @param terms of the sum, one or more. The order does not matter: a sum is added up before it is rounded
     * @param reduction of every term
     * @return the loss
     * @throws Refusal if a name or a parameter is wrong
     */
    public static Loss build(List<Term> terms, Reduction reduction) {
        List<Term> others = new ArrayList<>(terms);
        Term first = others.stream()
                .filter(term -> term.weight() == 1)
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "every loss of the sum has a weight: one without expected, as in softmax + 0.003 center"));
        others.remove(first);
        Loss sum = build(first, reduction);
        for (Term term : others) {
            sum = sum.plus(finite(term), build(term, reduction));
        }
        return sum;
    }

    private static double finite(Term term) {
        if (!Double.isFinite(term.weight())) {
            throw new Refusal("the weight of " + term.name() + " is " + term.weight() + ": a finite number expected");
        }
        return term.weight();
    }

    private static Loss build(Term term, Reduction reduction) {
        return LossNames.of(term.name()).build(term.parameters(), reduction);
    }

    /**
     * Writes a loss: each term with its components, reductions in words.
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
        Object value;
        try {
            value = component.getAccessor().invoke(loss);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return value instanceof Reduction reduction ? write(reduction) : Values.write(value);
    }

    /** The weights themselves are in the file. */
    private static String write(Reduction reduction) {
        return reduction == Reduction.MEAN || reduction == Reduction.SUM
                ? reduction.toString().toLowerCase(Locale.ROOT)
                : reduction.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
