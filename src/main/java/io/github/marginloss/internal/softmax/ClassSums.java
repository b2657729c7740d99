package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import java.io.Serializable;

/**
 * Sums over classes that smoothed labels need. Those of neighbouring ranges can be merged.
 *
 * @param rows Σ ŵ_j (for a linear head: w_j)
 * @param bias Σ b_j
 * @param lengths for each sample, the sum of the lengths of the other classes' tangents; it may stop as soon as it is
 *     large enough
 * @param tangents for each sample, the sum of these tangents; null where the sum of lengths is large enough
 */
record ClassSums(double[] rows, Real bias, double[] lengths, double[][] tangents) implements Serializable {

    /** Returns sums over no class yet. */
    static ClassSums of(int dimension, int samples) {
        return new ClassSums(new double[dimension], Real.ZERO, new double[samples], new double[samples][]);
    }

    /** Merges these sums with those of the next range. */
    ClassSums merge(ClassSums next) {
        double[][] both = new double[tangents.length][];
        for (int i = 0; i < both.length; i++) {
            // a sample without a sum of tangents has long enough ones
            both[i] = tangents[i] == null || next.tangents[i] == null ? null : sum(tangents[i], next.tangents[i]);
        }
        return new ClassSums(sum(rows, next.rows), bias.plus(next.bias), sum(lengths, next.lengths), both);
    }

    private static double[] sum(double[] first, double[] second) {
        double[] sum = first.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += second[k];
        }
        return sum;
    }

    /** {@return the sum of the tangents of a sample; null if the sum of lengths is large enough} */
    double[] tangents(int sample, double enough) {
        return lengths[sample] >= enough ? null : tangents[sample];
    }

    /** {@return whether these sums are for this number of samples} */
    boolean isSound(int samples) {
        return rows != null
                && Arrived.isFor(rows.length, rows)
                && Arrived.areNumbers(bias)
                && Arrived.isFor(samples, lengths)
                && Arrived.areRows(samples, rows.length, tangents);
    }
}
