package io.github.marginloss.demo.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Telling whether two samples show the same class, by the cosine of their features, without knowing the classes: all
 * pairs of samples are compared.
 *
 * @param auc the area under the ROC curve: the chance that a pair of one class has a greater cosine than a pair of two
 * @param tar the true accept rate (pairs of one class that are accepted) at the threshold where the false accept rate
 *     (pairs of two classes that are accepted) does not exceed {@link #FAR}
 */
public record Verification(double auc, double tar) {

    /** The false accept rate at which TAR is read off. */
    public static final double FAR = 0.01;

    private record Pair(double cos, boolean same) {}

    /**
     * Compares all pairs.
     *
     * @param features m×d. Not modified.
     * @param labels m entries. Not modified.
     */
    public static Verification of(DMatrixRMaj features, int[] labels) {
        DMatrixRMaj unit = Rows.normalised(features);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(new Pair(Rows.dot(unit, i, unit, j), labels[i] == labels[j]));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::cos).reversed());
        return of(pairs);
    }

    /** Lowers the threshold from pair to pair; pairs of the same cosine come together, half of them counted before. */
    private static Verification of(List<Pair> pairs) {
        double same = pairs.stream().filter(Pair::same).count();
        double different = pairs.size() - same;
        double accepted = 0;
        double wrong = 0;
        double area = 0;
        double tar = 0;
        for (int from = 0, to; from < pairs.size(); from = to) {
            double acceptedBefore = accepted;
            double wrongBefore = wrong;
            for (to = from;
                    to < pairs.size() && pairs.get(to).cos() == pairs.get(from).cos();
                    to++) {
                if (pairs.get(to).same()) {
                    accepted++;
                } else {
                    wrong++;
                }
            }
            area += (wrong - wrongBefore) * (acceptedBefore + accepted) / 2;
            if (wrong <= FAR * different) {
                tar = accepted / same;
            }
        }
        return new Verification(area / (same * different), tar);
    }
}
