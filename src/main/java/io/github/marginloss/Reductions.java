package io.github.marginloss;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.Check;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The reductions that {@link Reduction} offers. */
final class Reductions {

    private Reductions() {}

    /** One coefficient for all samples. An enum, so that a deserialized MEAN is MEAN. */
    enum Uniform implements Reduction {
        MEAN,
        SUM;

        @Override
        public double[] coefficients(int[] labels) {
            if (this == MEAN && labels.length == 0) {
                throw new IllegalArgumentException("reduction MEAN: a batch of 0 samples has no mean");
            }
            double[] coefficients = new double[labels.length];
            Arrays.fill(coefficients, this == MEAN ? 1.0 / labels.length : 1);
            return coefficients;
        }
    }

    /** a_i = w_i. */
    record Weighted(double[] sampleWeights) implements Reduction {
        Weighted {
            sampleWeights = finiteCopy("sampleWeights", sampleWeights);
        }

        @Override
        public double[] coefficients(int[] labels) {
            if (labels.length != sampleWeights.length) {
                throw new IllegalArgumentException(
                        "reduction weighted: " + sampleWeights.length + " sample weights for a batch of "
                                + labels.length + " samples: one weight per sample expected");
            }
            return sampleWeights.clone();
        }

        @Override
        public double[] sampleWeights() {
            return sampleWeights.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Weighted that && Arrays.equals(sampleWeights, that.sampleWeights);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sampleWeights);
        }

        @Override
        public String toString() {
            return "Weighted" + Arrays.toString(sampleWeights);
        }
    }

    /** a_i = w_y. */
    record ClassWeighted(double[] classWeights) implements Reduction {
        ClassWeighted {
            classWeights = finiteCopy("classWeights", classWeights);
        }

        @Override
        public double[] coefficients(int[] labels) {
            double[] coefficients = new double[labels.length];
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] < 0 || labels[i] >= classWeights.length) {
                    throw new IllegalArgumentException("reduction classWeighted: " + classWeights.length
                            + " class weights, but labels[" + i + "] is " + labels[i] + ": 0 ≤ label < "
                            + classWeights.length + " expected");
                }
                coefficients[i] = classWeights[labels[i]];
            }
            return coefficients;
        }

        @Override
        public double[] classWeights() {
            return classWeights.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ClassWeighted that && Arrays.equals(classWeights, that.classWeights);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(classWeights);
        }

        @Override
        public String toString() {
            return "ClassWeighted" + Arrays.toString(classWeights);
        }
    }

    /** The coefficients of another reduction, and 0 for ignored labels. */
    record Ignoring(Reduction base, SortedSet<Integer> labels) implements Reduction {
        Ignoring {
            Objects.requireNonNull(base, "base");
            labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        }

        Ignoring(Reduction base, int label) {
            this(base, new TreeSet<>(Set.of(label)));
        }

        @Override
        public Reduction ignoring(int label) {
            SortedSet<Integer> all = new TreeSet<>(labels);
            all.add(label);
            return new Ignoring(base, all);
        }

        @Override
        public boolean ignores(int label) {
            return labels.contains(label) || base.ignores(label);
        }

        @Override
        public double[] coefficients(int[] batch) {
            int[] present = IntStream.range(0, batch.length)
                    .filter(i -> !ignores(batch[i]))
                    .toArray();
            double[] coefficients = new double[batch.length];
            boolean ofSamples = base instanceof Weighted;
            if (present.length == 0 && !ofSamples) {
                return coefficients;
            }
            double[] own = base.coefficients(
                    ofSamples
                            ? batch
                            : Arrays.stream(present).map(i -> batch[i]).toArray());
            if (own.length != (ofSamples ? batch.length : present.length)) {
                throw new IllegalArgumentException("reduction: " + own.length + " coefficients for " + present.length
                        + " samples that are not ignored: one per sample expected");
            }
            for (int k = 0; k < present.length; k++) {
                coefficients[present[k]] = own[ofSamples ? present[k] : k];
            }
            return coefficients;
        }
    }

    private static double[] finiteCopy(String name, double[] weights) {
        double[] copy = Objects.requireNonNull(weights, name).clone();
        for (int i = 0; i < copy.length; i++) {
            Check.finite(name + "[" + i + "]", copy[i]);
        }
        return copy;
    }

    /**
     * Returns weight·a_i. For a mean, the weight is divided by m: multiplying by 1/m, rounded to a double, would add
     * half an ulp.
     *
     * @throws IllegalArgumentException if the coefficients do not match the batch, or one is not finite
     */
    static Real[] weighted(Reduction reduction, Real weight, int[] labels, int classes) {
        double[] coefficients = coefficients(reduction, labels, classes);
        long count =
                Arrays.stream(labels).filter(label -> !reduction.ignores(label)).count();
        Real share =
                reduction.base() == Reduction.MEAN && count > 0 ? Real.ONE.dividedBy(Real.of((double) count)) : null;
        Real[] weighted = new Real[coefficients.length];
        for (int i = 0; i < weighted.length; i++) {
            boolean plain = share == null || reduction.ignores(labels[i]);
            weighted[i] = weight.times(plain ? Real.of(coefficients[i]) : share);
        }
        return weighted;
    }

    /**
     * Returns the coefficients of a batch. They are checked, because the reduction may be a user's own.
     *
     * @throws IllegalArgumentException if there are not as many as samples, or one is not finite
     */
    private static double[] coefficients(Reduction reduction, int[] labels, int classes) {
        Objects.requireNonNull(reduction, "reduction");
        if (!(reduction instanceof Uniform)
                && reduction.base() instanceof ClassWeighted weighted
                && weighted.classWeights.length != classes) {
            throw new IllegalArgumentException("reduction classWeighted: " + weighted.classWeights.length
                    + " class weights for " + classes + " classes: one weight per class expected");
        }
        double[] coefficients = Objects.requireNonNull(reduction.coefficients(labels), "coefficients");
        if (coefficients.length != labels.length) {
            throw new IllegalArgumentException("reduction: " + coefficients.length + " coefficients for a batch of "
                    + labels.length + " samples: one per sample expected");
        }
        for (int i = 0; i < coefficients.length; i++) {
            Check.finite("coefficients[" + i + "]", coefficients[i]);
            if (coefficients[i] != 0 && reduction.ignores(labels[i])) {
                throw new IllegalArgumentException("coefficients[" + i + "] is " + coefficients[i] + ", but label "
                        + labels[i] + " is ignored: 0 expected");
            }
        }
        return coefficients;
    }
}
