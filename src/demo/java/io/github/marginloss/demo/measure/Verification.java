package io.github.marginloss.demo.measure;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Verification: decides by the cosine of their features whether two samples have the same class, without knowing the
 * classes.
 *
 * @param auc the area under the ROC curve over all pairs of samples: the probability that a pair of the same class has
 *     a larger cosine than a pair of different classes
 * @param tar the true accept rate (the share of accepted pairs of the same class) at the threshold where the false
 *     accept rate (the share of accepted pairs of different classes) does not exceed {@link #FAR}
 * @param rankOne the share of samples whose nearest sample in the gallery has their class. The gallery contains the
 *     first sample of each class, and does not count itself
 */
public record Verification(double auc, double tar, double rankOne) {

    /** The false accept rate of tar. */
    public static final double FAR = 0.01;

    /**
     * Compares all pairs.
     *
     * @param features m×d. Not modified.
     * @param labels m entries. Not modified.
     */
    public static Verification of(DMatrixRMaj features, int[] labels) {
        DMatrixRMaj unit = Rows.normalised(features);
        DoubleStream.Builder same = DoubleStream.builder();
        DoubleStream.Builder different = DoubleStream.builder();
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < i; j++) {
                (labels[i] == labels[j] ? same : different).add(Rows.dot(unit, i, unit, j));
            }
        }
        double[] accepted = same.build().sorted().toArray();
        double[] wrong = different.build().sorted().toArray();
        return new Verification(auc(accepted, wrong), tar(accepted, wrong), rankOne(unit, labels));
    }

    /** The AUC of sorted cosines. Of equal pairs, one half counts as in the right order. */
    private static double auc(double[] same, double[] different) {
        double area = 0;
        int below = 0;
        int notAbove = 0;
        for (double cos : same) {
            while (below < different.length && different[below] < cos) {
                below++;
            }
            while (notAbove < different.length && different[notAbove] <= cos) {
                notAbove++;
            }
            area += 0.5 * (below + notAbove);
        }
        return area / same.length / different.length;
    }

    /** The TAR: a pair is accepted if its cosine is above the largest of those that must be refused. */
    private static double tar(double[] same, double[] different) {
        int allowed = (int) (FAR * different.length);
        if (allowed >= different.length) {
            return 1;
        }
        double threshold = different[different.length - 1 - allowed];
        return (double) DoubleStream.of(same).filter(cos -> cos > threshold).count() / same.length;
    }

    private static double rankOne(DMatrixRMaj unit, int[] labels) {
        int[] gallery = IntStream.range(0, labels.length)
                .filter(i -> IntStream.range(0, i).noneMatch(j -> labels[j] == labels[i]))
                .toArray();
        int[] probes = IntStream.range(0, labels.length)
                .filter(i -> Arrays.binarySearch(gallery, i) < 0)
                .toArray();
        long right = IntStream.of(probes)
                .filter(i -> labels[nearest(unit, i, gallery)] == labels[i])
                .count();
        return (double) right / probes.length;
    }

    private static int nearest(DMatrixRMaj unit, int probe, int[] gallery) {
        int best = gallery[0];
        for (int other : gallery) {
            best = Rows.dot(unit, probe, unit, other) > Rows.dot(unit, probe, unit, best) ? other : best;
        }
        return best;
    }
}
