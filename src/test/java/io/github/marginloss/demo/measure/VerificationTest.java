package io.github.marginloss.demo.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class VerificationTest {

    @Test
    void separatedClassesAreAllAccepted() {
        DMatrixRMaj features = new DMatrixRMaj(4, 2, true, 1, 0.1, 2, -0.1, 0.1, 1, -0.1, 3);
        assertEquals(new Verification(1, 1, 1), Verification.of(features, new int[] {0, 0, 1, 1}));
    }

    @Test
    void equalCosinesTellNothing() {
        DMatrixRMaj features = new DMatrixRMaj(4, 2, true, 1, 0, 2, 0, 3, 0, 4, 0);
        assertEquals(new Verification(0.5, 0, 0.5), Verification.of(features, new int[] {0, 0, 1, 1}));
    }

    @Test
    void countsPairsInTheWrongOrder() {
        // angles 0°, 30°, 50°, 100°: same-class pairs are 30° and 50° apart, the others 50° − ε, 100°, 20°, 70° + ε
        double[] angles = {0, 30, 49.9, 100};
        DMatrixRMaj features = new DMatrixRMaj(4, 2);
        for (int i = 0; i < 4; i++) {
            features.set(i, 0, Math.cos(Math.toRadians(angles[i])));
            features.set(i, 1, Math.sin(Math.toRadians(angles[i])));
        }
        // same: 30, 50.1; different: 49.9, 100, 19.9, 70. 30 is below 3 of 4, 50.1 below 2 of 4
        Verification verification = Verification.of(features, new int[] {0, 0, 1, 1});
        assertEquals(5.0 / 8, verification.auc(), 1e-12);
        // the nearest pair is of two classes: no threshold accepts any without accepting a quarter of the wrong ones
        assertEquals(0, verification.tar());
    }

    /** Gallery: 0° and 90°. Of the probes, 30° and 80° go to the right one, 60° of the first class does not. */
    @Test
    void probesGoToTheNearestOfTheGallery() {
        double[] angles = {0, 30, 60, 90, 80};
        DMatrixRMaj features = new DMatrixRMaj(5, 2);
        for (int i = 0; i < 5; i++) {
            features.set(i, 0, (i + 1) * Math.cos(Math.toRadians(angles[i])));
            features.set(i, 1, (i + 1) * Math.sin(Math.toRadians(angles[i])));
        }
        assertEquals(
                2.0 / 3, Verification.of(features, new int[] {0, 0, 0, 1, 1}).rankOne(), 1e-15);
    }

    @Test
    void falseAcceptsAreAllowedUpToOnePercent() {
        Random random = new Random(3);
        int[] labels = new int[60];
        DMatrixRMaj features = new DMatrixRMaj(60, 2);
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            features.set(i, 0, 1 + random.nextGaussian());
            features.set(i, 1, (i % 2 == 0 ? 1 : -1) * 1.5 + random.nextGaussian());
        }
        Verification verification = Verification.of(features, labels);
        assertEquals(bruteTar(features, labels), verification.tar(), 1e-12);
    }

    /** The largest share of right pairs over all thresholds that let 1 % of the wrong ones through. */
    private static double bruteTar(DMatrixRMaj features, int[] labels) {
        int pairs = labels.length * (labels.length - 1) / 2;
        double[] cosines = new double[pairs];
        int[] same = new int[pairs];
        for (int i = 0, k = 0; i < labels.length; i++) {
            for (int j = 0; j < i; j++, k++) {
                cosines[k] = Rows.cos(features, i, features, j);
                same[k] = labels[i] == labels[j] ? 1 : 0;
            }
        }
        double best = 0;
        for (double threshold : cosines) {
            double[] accepted = new double[2];
            double[] all = new double[2];
            for (int k = 0; k < pairs; k++) {
                all[same[k]]++;
                accepted[same[k]] += cosines[k] >= threshold ? 1 : 0;
            }
            best = accepted[0] / all[0] <= Verification.FAR ? Math.max(best, accepted[1] / all[1]) : best;
        }
        return best;
    }
}
