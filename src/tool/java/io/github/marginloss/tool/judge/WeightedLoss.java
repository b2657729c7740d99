package io.github.marginloss.tool.judge;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A term of a loss with its weight. A loss that is not a sum has itself as its only term. */
record WeightedLoss(double weight, DescribedLoss loss) {

    static List<WeightedLoss> of(Loss loss) {
        List<WeightedLoss> terms = new ArrayList<>();
        collect(loss, 1, terms);
        return terms;
    }

    private static void collect(Loss loss, double weight, List<WeightedLoss> terms) {
        if (loss instanceof Sum sum) {
            collect(sum.first(), weight, terms);
            collect(sum.second(), weight * sum.weight(), terms);
        } else if (loss instanceof DescribedLoss described) {
            terms.add(new WeightedLoss(weight, described));
        }
    }

    /** The head of the first softmax. */
    static Optional<Head.Cosine> cosine(Loss loss) {
        return of(loss).stream()
                .map(term -> term.loss().head())
                .filter(Head.Cosine.class::isInstance)
                .map(Head.Cosine.class::cast)
                .findFirst();
    }

    /** The same sum with a term of a type replaced; empty if there is none. */
    static <L extends DescribedLoss> Optional<Loss> replace(Loss loss, Class<L> type, UnaryOperator<Loss> change) {
        if (loss instanceof Sum sum) {
            Optional<Loss> first = replace(sum.first(), type, change);
            return first.isPresent()
                    ? Optional.of(new Sum(first.get(), sum.weight(), sum.second()))
                    : replace(sum.second(), type, change).map(second -> new Sum(sum.first(), sum.weight(), second));
        }
        if (loss instanceof LabelSmoothing smoothed && !type.isInstance(loss)) {
            return replace(smoothed.loss(), type, change)
                    .map(hard -> new LabelSmoothing((HeadLoss) hard, smoothed.epsilon()));
        }
        return type.isInstance(loss) ? Optional.of(change.apply(loss)) : Optional.empty();
    }
}
