package io.github.marginloss.tool.judge;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Suspects that are other losses on the same batch, in place of one term. */
final class OtherLosses {

    static final double[] SCALES = {1, 8, 10, 15, 16, 20, 24, 25, 30, 32, 40, 48, 50, 60, 64, 100, 128};
    static final double[] MARGINS = {0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6};

    private final Loss whole;
    private final List<Suspect> all = new ArrayList<>();

    OtherLosses(Loss whole) {
        this.whole = whole;
    }

    List<Suspect> all() {
        return all;
    }

    /** Adds a loss in place of the first term of a type. */
    <L extends DescribedLoss> void add(String name, String page, Class<L> type, Loss other) {
        UnaryOperator<Loss> change = before -> other;
        WeightedLoss.replace(whole, type, change).ifPresent(changed -> all.add(Suspect.loss(name, page, changed)));
    }

    /** Adds the loss itself, computed with a mistake. */
    void formula(String name, String page, Textbook book) {
        all.add(Suspect.formula(name, page, book));
    }

    /** Passes on each candidate except the right one, with words that name both. */
    static void each(double[] candidates, double own, BiConsumer<Double, String> target) {
        for (double candidate : candidates) {
            if (Math.abs(candidate - own) > 1e-12) {
                target.accept(candidate, text(candidate) + ", not " + text(own));
            }
        }
    }

    /** Writes a number as people do: 30, 0.35, 1e-7. */
    static String text(double number) {
        String text = String.valueOf(number);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text)
                .replace(".0E", "e")
                .replace('E', 'e');
    }

    /** A cosine softmax of scale s. */
    static MarginSoftmax own(double s, Margin margin, DescribedLoss like) {
        return new MarginSoftmax(Scale.fixed(s), margin, like.reduction());
    }
}
