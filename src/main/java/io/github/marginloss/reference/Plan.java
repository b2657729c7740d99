package io.github.marginloss.reference;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.Precision;
import io.github.marginloss.internal.row.FeatureNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A loss as a list of different heads, each with exact coefficients. Terms of a sum that have equal heads become one
 * part, so terms whose weights cancel disappear.
 */
final class Plan {

    /** Exact numbers may have about 32 times as many bits. */
    private final Precision precision = new Precision(1 << 14);

    private final Batch batch;
    private final int[] labels;
    private final Map<Key, Part> parts = new LinkedHashMap<>();

    /** Two terms with equal keys have equal sample losses. */
    private record Key(Head head, boolean biased) {}

    /**
     * One head of a loss.
     *
     * @param head describes the loss of a sample
     * @param biased whether the logits have a bias
     * @param weights the factors of the sample losses; 0 where samples are ignored
     * @param coefficients the coefficients of the sample losses in L
     */
    record Part(Head head, boolean biased, List<Coefficient> weights, List<Coefficient> coefficients) {

        /** {@return whether a sample contributes to no output} */
        boolean isZero(int sample) {
            return weights.get(sample).isZero() && coefficients.get(sample).isZero();
        }
    }

    private Plan(Batch batch, int... labels) {
        this.batch = batch;
        this.labels = labels;
    }

    /**
     * Reads a loss.
     *
     * @param batch the batch, whose labels are all in [0, n)
     * @param labels the labels as they were given: an ignored one may be outside [0, n)
     */
    static List<Part> of(Loss loss, Batch batch, int... labels) {
        Plan plan = new Plan(batch, labels);
        plan.add(loss, plan.number(1));
        return new ArrayList<>(plan.parts.values());
    }

    /**
     * Adds up the coefficients of equal samples (same feature, same label) in the first of them. They contribute the
     * same to every sum over samples, so samples whose coefficients cancel disappear.
     *
     * @return parts for sums over samples; a sample that equals no other keeps its coefficient object
     */
    static List<Part> merged(List<Part> parts, Batch batch) {
        int[] first = batch.firstEquals();
        List<Part> merged = new ArrayList<>();
        for (Part part : parts) {
            List<Coefficient> sums = new ArrayList<>(part.coefficients);
            for (int i = 0; i < first.length; i++) {
                boolean both = !part.isZero(i) && !part.isZero(first[i]);
                if (first[i] < i && both && haveOneMargin(part.head, batch, first[i], i)) {
                    sums.set(first[i], sum(sums.get(first[i]), sums.get(i)));
                    sums.set(i, Coefficient.of(sums.get(i).exact().constant(0)));
                }
            }
            merged.add(new Part(part.head, part.biased, part.weights, sums));
        }
        return merged;
    }

    /** Whether a rule gives two equal samples the same margin. */
    private static boolean haveOneMargin(Head head, Batch batch, int one, int other) {
        if (!(head instanceof Head.Cosine cosine)
                || cosine.margin() instanceof Margin
                || cosine.margin() instanceof NormMargin) {
            return true;
        }
        double norm = FeatureNorm.rounded(batch.rows(), one);
        int label = batch.labels()[one];
        // null is refused later, where the margin itself is needed
        return Objects.equals(
                cosine.margin().margin(one, label, norm), cosine.margin().margin(other, label, norm));
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
        // a bias is optional, and the one in the batch may belong to another term
        boolean biased = batch.parameters().bias() != null && loss.uses().contains(Kind.BIAS);
        Key key = new Key(loss.head(), biased);
        List<Coefficient> added = new ArrayList<>();
        for (Enclosure coefficient : coefficients(loss.reduction())) {
            added.add(Coefficient.of(coefficient.times(weight)));
        }
        Coefficient none = Coefficient.of(number(0));
        Coefficient own = Coefficient.of(weight);
        List<Coefficient> weights = new ArrayList<>();
        for (int label : labels) {
            weights.add(loss.reduction().ignores(label) ? none : own);
        }
        Part part = new Part(key.head, key.biased, weights, added);
        parts.merge(key, part, Plan::sum);
    }

    private Enclosure[] coefficients(Reduction reduction) {
        double[] rounded = reduction.coefficients(labels);
        boolean mean = reduction.base() == Reduction.MEAN;
        long count =
                Arrays.stream(labels).filter(label -> !reduction.ignores(label)).count();
        Enclosure[] coefficients = new Enclosure[rounded.length];
        Arrays.setAll(
                coefficients,
                i -> mean && !reduction.ignores(labels[i])
                        ? number(1).dividedBy(number((double) count))
                        : number(rounded[i]));
        return coefficients;
    }

    private Enclosure number(double value) {
        return Enclosure.of(value, precision);
    }

    private static Part sum(Part one, Part other) {
        return new Part(
                one.head, one.biased, sum(one.weights, other.weights), sum(one.coefficients, other.coefficients));
    }

    private static List<Coefficient> sum(List<Coefficient> one, List<Coefficient> other) {
        List<Coefficient> sums = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sums.add(sum(one.get(i), other.get(i)));
        }
        return sums;
    }

    private static Coefficient sum(Coefficient a, Coefficient b) {
        return Coefficient.of(a.exact().plus(b.exact()));
    }
}
