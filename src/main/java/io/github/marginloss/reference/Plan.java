package io.github.marginloss.reference;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss as a list of heads that differ, each with exact coefficients. Terms of a sum with equal heads are one part:
 * where their weights cancel, nothing is left of them.
 */
final class Plan {

    /** Exact numbers may have some 32 times as many bits. */
    private final Precision precision = new Precision(1 << 14);

    private final Batch batch;
    private final Map<Key, Part> parts = new LinkedHashMap<>();

    /** What makes two terms equal, sample by sample. */
    private record Key(Head head, boolean biased) {}

    /**
     * One head of a loss.
     *
     * @param head how a sample loss comes about
     * @param biased whether the logits have a bias
     * @param weight what sample losses are multiplied by
     * @param coefficients what their part of L is, for each sample
     */
    record Part(Head head, boolean biased, Coefficient weight, List<Coefficient> coefficients) {

        /** {@return whether it contributes to nothing} */
        boolean isZero(int sample) {
            return weight.isZero() && coefficients.get(sample).isZero();
        }
    }

    private Plan(Batch batch) {
        this.batch = batch;
    }

    static List<Part> of(Loss loss, Batch batch) {
        Plan plan = new Plan(batch);
        plan.add(loss, plan.number(1));
        return new ArrayList<>(plan.parts.values());
    }

    /**
     * Gives the coefficients of equal samples, those with the same feature and label, to the first of them: what they add
     * to sums over samples is the same, and where their coefficients cancel, nothing is left of it.
     *
     * @return parts for sums over samples; the same coefficient where a sample has no equal
     */
    static List<Part> merged(List<Part> parts, Batch batch) {
        int[] first = batch.firstEquals();
        List<Part> merged = new ArrayList<>();
        for (Part part : parts) {
            List<Coefficient> sums = new ArrayList<>(part.coefficients);
            for (int i = 0; i < first.length; i++) {
                if (first[i] < i) {
                    sums.set(first[i], sum(sums.get(first[i]), sums.get(i)));
                    sums.set(i, Coefficient.of(sums.get(i).exact().constant(0)));
                }
            }
            merged.add(new Part(part.head, part.biased, part.weight, sums));
        }
        return merged;
    }

    private void add(Loss loss, Enclosure weight) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight);
            add(sum.second(), weight.times(number(sum.weight())));
        } else {
            add((DescribedLoss) loss, weight);
        }
    }

    private void add(DescribedLoss loss, Enclosure weight) {
        // a bias is optional, and that of a batch may belong to another term
        boolean biased = batch.parameters().bias() != null && loss.uses().contains(Kind.BIAS);
        Key key = new Key(loss.head(), biased);
        List<Coefficient> added = new ArrayList<>();
        for (Enclosure coefficient : coefficients(loss.reduction())) {
            added.add(Coefficient.of(coefficient.times(weight)));
        }
        Part part = new Part(key.head, key.biased, Coefficient.of(weight), added);
        parts.merge(key, part, Plan::sum);
    }

    private Enclosure[] coefficients(Reduction reduction) {
        double[] rounded = reduction.coefficients(batch.labels());
        Enclosure[] coefficients = new Enclosure[rounded.length];
        Arrays.setAll(
                coefficients,
                i -> reduction == Reduction.MEAN ? number(1).dividedBy(number(rounded.length)) : number(rounded[i]));
        return coefficients;
    }

    private Enclosure number(double value) {
        return Enclosure.of(value, precision);
    }

    private static Part sum(Part one, Part other) {
        List<Coefficient> sums = new ArrayList<>();
        for (int i = 0; i < one.coefficients.size(); i++) {
            sums.add(sum(one.coefficients.get(i), other.coefficients.get(i)));
        }
        return new Part(one.head, one.biased, sum(one.weight, other.weight), sums);
    }

    private static Coefficient sum(Coefficient a, Coefficient b) {
        return Coefficient.of(a.exact().plus(b.exact()));
    }
}
