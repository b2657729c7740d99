package io.github.marginloss;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.Check;
import java.util.Arrays;
import java.util.Objects;

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
                throw new IllegalArgumentException("reduction weighted: " + sampleWeights.length
                        + " sample weights for a batch of " + labels.length + " samples");
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
                            + " class weights, but labels[" + i + "] is " + labels[i]);
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

    private static double[] finiteCopy(String name, double[] weights) {
        double[] copy = Objects.requireNonNull(weights, name).clone();
        for (int i = 0; i < copy.length; i++) {
            Check.finite(name + "[" + i + "]", copy[i]);
        }
        return copy;
    }

    /**
     * Returns weight·a_i. A mean is divided by m, because 1/m rounded to a double would add an error of half an ulp.
     *
     * @throws IllegalArgumentException if the coefficients do not match the batch, or one is not finite
     */
    static Real[] weighted(Reduction reduction, Real weight, int[] labels, int classes) {
        double[] coefficients = coefficients(reduction, labels, classes);
        Real share = reduction == Reduction.MEAN ? Real.ONE.dividedBy(Real.of(labels.length)) : null;
        Real[] weighted = new Real[coefficients.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = weight.times(share == null ? Real.of(coefficients[i]) : share);
        }
        return weighted;
    }

    /**
     * Returns the coefficients of a batch, checked, because the reduction may be a user's own.
     *
     * @throws IllegalArgumentException if they do not match the batch, or one is not finite
     */
    private static double[] coefficients(Reduction reduction, int[] labels, int classes) {
        Objects.requireNonNull(reduction, "reduction");
        if (!(reduction instanceof Uniform)
                && reduction instanceof ClassWeighted weighted
                && weighted.classWeights.length != classes) {
            throw new IllegalArgumentException("reduction classWeighted: " + weighted.classWeights.length
                    + " class weights for " + classes + " classes");
        }
        double[] coefficients = Objects.requireNonNull(reduction.coefficients(labels), "coefficients");
        if (coefficients.length != labels.length) {
            throw new IllegalArgumentException(
                    "reduction: " + coefficients.length + " coefficients for a batch of " + labels.length + " samples");
        }
        for (int i = 0; i < coefficients.length; i++) {
            Check.finite("coefficients[" + i + "]", coefficients[i]);
        }
        return coefficients;
    }
}
