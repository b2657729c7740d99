package io.github.marginloss.demo.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class GeometryTest {

    private static final double A = Math.toRadians(10);

    /** Two features 10° above and below each of two directions that are 90° apart, at norms 2. */
    private static DMatrixRMaj features() {
        DMatrixRMaj features = new DMatrixRMaj(4, 2);
        double[] angles = {A, -A, Math.PI / 2 + A, Math.PI / 2 - A};
        for (int i = 0; i < 4; i++) {
            features.set(i, 0, 2 * Math.cos(angles[i]));
            features.set(i, 1, 2 * Math.sin(angles[i]));
        }
        return features;
    }

    @Test
    void measuresWhatCanBeWorkedOutByHand() {
        Geometry geometry = Geometry.of(features(), new int[] {0, 0, 1, 1}, 2);
        assertEquals(A, geometry.intraAngle(), 1e-12);
        assertEquals(Math.PI / 2, geometry.interAngle(), 1e-12);
        // class means at 2 cos A on the axes, features 2 sin A from them
        assertEquals(Math.tan(A) / Math.sqrt(2), geometry.distanceRatio(), 1e-12);
        // the mean of all points at 45° from both classes
        assertEquals((1 - Math.cos(A)) / (1 - Math.sqrt(0.5)), geometry.fisher(), 1e-12);
    }

    @Test
    void classesWithoutFeaturesDoNotCount() {
        assertEquals(
                Geometry.of(features(), new int[] {0, 0, 1, 1}, 2), Geometry.of(features(), new int[] {1, 1, 3, 3}, 5));
    }

    @Test
    void zeroRowsHaveNoDirection() {
        DMatrixRMaj rows = new DMatrixRMaj(2, 2, true, 0, 0, 3, 4);
        assertArrayEquals(new double[] {0, 0, 0.6, 0.8}, Rows.normalised(rows).data, 1e-15);
        assertEquals(0, Rows.cos(rows, 0, rows, 1));
    }
}
