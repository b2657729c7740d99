package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * θ = kπ/t exactly, with λ = 0: the slope of φ is 0 there, so the gradient of the target's class weight is exactly 0.
 */
class SphereFaceBranchTest {

    /** A sample and a class at an angle kπ/t whose cosine is the root of a simple number. */
    record Point(int t, double[] x, double[] w) {}

    static List<Point> points() {
        return List.of(
                new Point(2, new double[] {1, 0, 0, 0}, new double[] {0, 1, 0, 0}),
                new Point(2, new double[] {3, 0.5, 0, 0}, new double[] {-0.5, 3, 0, 0}),
                new Point(4, new double[] {1, 0, 0, 0}, new double[] {1, 1, 0, 0}),
                new Point(4, new double[] {0.3, 0, 0, 0}, new double[] {-7, 7, 0, 0}),
                new Point(4, new double[] {3, 1, 0, 0}, new double[] {1, 2, 0, 0}),
                new Point(3, new double[] {1, 1, 0, 0}, new double[] {1, 0, 1, 0}),
                new Point(3, new double[] {1, 1, 0, 0}, new double[] {-1, 0, 1, 0}),
                new Point(6, new double[] {1, 1, 1, 0}, new double[] {1, 1, 1, 1}),
                new Point(6, new double[] {-1, -1, -1, 0}, new double[] {1, 1, 1, 1}),
                new Point(3, new double[] {3, 3, 0, 0}, new double[] {0, 5, 5, 0}),
                new Point(8, new double[] {1, 0, 0, 0}, new double[] {1, 1, 0, 0}),
                new Point(12, new double[] {1, 1, 1, 0}, new double[] {1, 1, 1, 1}));
    }

    @ParameterizedTest
    @MethodSource("points")
    void theTargetsRowIsZero(Point point) {
        for (int power : new int[] {0, -300, 300}) {
            DMatrixRMaj x = Batch.map(new DMatrixRMaj(new double[][] {point.x}), v -> Math.scalb(v, power));
            DMatrixRMaj w = new DMatrixRMaj(new double[][] {point.w, {0.3, -0.2, 0.9, 0.4}});
            for (Scale scale : new Scale[] {Scale.fixed(16), Scale.norm()}) {
                Loss loss = new SphereFace(point.t, 0, scale, Reduction.MEAN);
                Batch batch = new Batch(x, Parameters.ofWeights(w), new int[] {0});
                double[] right =
                        Rows.row(batch.backward(Reference.of(loss)).gradients().weights(), 0);
                double[] fast = Rows.row(batch.backward(loss).gradients().weights(), 0);
                for (int k = 0; k < 4; k++) {
                    assertEquals(0, right[k], 0.0, "reference, " + loss + " column " + k);
                    assertEquals(0, fast[k], 0.0, loss + " column " + k);
                }
            }
        }
    }

    /** A single wrong class at a right angle: ∂x is the radial part alone. */
    @ParameterizedTest
    @MethodSource("points")
    void theFeaturesGradientHasNoAngularPartOfTheTarget(Point point) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {point.x});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {point.w, {0, 0, 0, 0}});
        Loss loss = new SphereFace(point.t, 0, Scale.fixed(16), Reduction.MEAN);
        Batch batch = new Batch(x, Parameters.ofWeights(w), new int[] {0});
        double[] right = batch.backward(Reference.of(loss)).gradients().features().data;
        double[] fast = batch.backward(loss).gradients().features().data;
        for (int k = 0; k < 4; k++) {
            assertEquals(0, right[k], 0.0, "reference, column " + k);
            assertEquals(0, fast[k], 0.0, loss + " column " + k);
        }
    }
}
