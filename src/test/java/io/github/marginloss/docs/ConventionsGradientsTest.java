package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.Y;
import static io.github.marginloss.docs.ConventionsExample.gradients;
import static io.github.marginloss.docs.ConventionsExample.logits;
import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.losses;
import static io.github.marginloss.docs.ConventionsExample.outer;
import static io.github.marginloss.docs.ConventionsExample.percentOff;
import static io.github.marginloss.docs.ConventionsExample.slopes;
import static io.github.marginloss.docs.ConventionsExample.sum;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.ConventionsExample.unit;
import static io.github.marginloss.docs.ConventionsExample.w;
import static io.github.marginloss.docs.ConventionsExample.weights;
import static io.github.marginloss.docs.ConventionsExample.withTargets;
import static io.github.marginloss.docs.ConventionsExample.x;
import static io.github.marginloss.docs.ConventionsPage.assertCell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;

/** The gradients and center steps on docs/conventions.md. */
class ConventionsGradientsTest {

    @Test
    void straightThrough() {
        String page = "Your gradient is off, your loss is not";
        HeadLoss[] losses = {new ArcFace(8, 0.5), new CosFace(8, 0.35), new CombinedMargin(8, 1.7, 0, 0)};
        String[] keys = {"ArcFace", "CosFace", "SphereFace-R"};
        for (int k = 0; k < 3; k++) {
            Gradients ours = gradients(losses[k]);
            Margin margin = (Margin) ((Head.Cosine) losses[k].head()).margin();
            Loss through =
                    new MarginSoftmax(Scale.fixed(8), new ConventionsExample.StraightThrough(margin), Reduction.MEAN);
            assertEquals(loss(losses[k]), loss(through), 1e-14);
            Gradients theirs = gradients(through);
            assertCell(page, keys[k], 2, percentOff(theirs.features(), ours.features()));
            assertCell(page, keys[k], 3, percentOff(theirs.weights(), ours.weights()));
            DMatrixRMaj z = withTargets(logits(unit(x()), 8), 8, cos -> margin.value(cos, Math.sqrt(1 - cos * cos)));
            assertCell(page, keys[k], 4, percentOff(outer(slopes(z), unit(x()), 8), ours.weights()));
        }
    }

    @Test
    void caffe() {
        for (int lambda : new int[] {1000, 100, 5, 1, 0}) {
            Gradients ours = gradients(new SphereFace(4, lambda));
            MultiplicativeAngle psi = new MultiplicativeAngle(4, lambda);
            DMatrixRMaj g = slopes(normScaled(psi));
            // without the division of the coefficients the result is the gradient, so the division is the only
            // difference
            assertEquals(0, percentOff(caffe(g, lambda, false), ours.features()), 1e-10);
            String page = "Caffe's SphereFace gradient";
            assertCell(page, "| " + lambda + " |", 1, percentOff(caffe(g, lambda, true), ours.features()));
            DMatrixRMaj product = outer(g, x(), 1);
            assertCell(page, "| " + lambda + " |", 2, percentOff(product, ours.weights()));
            assertCell(page, "| " + lambda + " |", 3, percentOff(projected(product), ours.weights()));
        }
    }

    /** The gradient without the part along the rows of W. */
    private static DMatrixRMaj projected(DMatrixRMaj gradient) {
        DMatrixRMaj across = gradient.copy();
        for (int j = 0; j < 4; j++) {
            DMatrixRMaj unit = CommonOps_DDRM.extractRow(w(), j, null);
            double along = CommonOps_DDRM.dot(unit, CommonOps_DDRM.extractRow(gradient, j, null));
            for (int k = 0; k < 3; k++) {
                across.add(j, k, -along * unit.get(k));
            }
        }
        return across;
    }

    private static DMatrixRMaj normScaled(Margin margin) {
        DMatrixRMaj z = logits(x(), 1);
        for (int i = 0; i < Y.length; i++) {
            double r = norm(x(), i);
            double cos = z.get(i, Y[i]) / r;
            z.set(i, Y[i], r * margin.value(cos, Math.sqrt(1 - cos * cos)));
        }
        return z;
    }

    /** Σ_j g_j ∂z_j/∂x, where the target's part A w + B x has A² + B² = 1 if the layer divides. */
    private static DMatrixRMaj caffe(DMatrixRMaj g, double lambda, boolean divided) {
        MultiplicativeAngle phi = new MultiplicativeAngle(4, 0);
        DMatrixRMaj gradient = new DMatrixRMaj(5, 3);
        for (int i = 0; i < 5; i++) {
            int y = Y[i];
            double cos = logits(x(), 1).get(i, y) / norm(x(), i);
            double sin = Math.sqrt(1 - cos * cos);
            double a = -phi.slope(cos, sin) / sin;
            double b = (phi.value(cos, sin) - a * cos) / norm(x(), i);
            double by = divided ? Math.hypot(a, b) : 1;
            for (int k = 0; k < 3; k++) {
                double target = (lambda * w().get(y, k) + (a * w().get(y, k) + b * x().get(i, k)) / by) / (1 + lambda);
                double sum = 0;
                for (int j = 0; j < 4; j++) {
                    sum += g.get(i, j) * (j == y ? target : w().get(j, k));
                }
                gradient.set(i, k, sum / 5);
            }
        }
        return gradient;
    }

    @Test
    void onTheClassWeight() {
        String page = "You have NaN at θ = 0";
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0, 0}});
        Margin margin = (Margin) ((Head.Cosine) new ArcFace(8, 0.5).head()).margin();
        assertCell(page, "this library", 2, margin.value(1, 0));
        DMatrixRMaj ours = new ArcFace(8, 0.5)
                .backward(x, weights(), new int[1])
                .gradients()
                .features();
        assertTrue(Double.isFinite(NormOps_DDRM.normF(ours)));
        double factor = Math.sin(Math.acos(1) + 0.5) / Math.sqrt(1 - 1);
        assertTrue(Double.isInfinite(factor) && Double.isNaN(factor * (1 - 1)));
        assertClamped("OpenSphere", 1 - 1e-5);
        assertClamped("AdaFace", 1 - 1e-3);
        assertClamped("SpeechBrain", (float) (1 - 1e-7)); // it converts the cosine
        assertTrue(Double.isNaN(Math.acos(1 + Math.ulp(1.0))));
    }

    private static void assertClamped(String who, double cos) {
        String page = "You have NaN at θ = 0";
        assertCell(page, who, 2, Math.cos(Math.acos(cos) + 0.5));
        assertCell(page, who, 3, Math.toDegrees(Math.acos(cos)));
    }

    @Test
    void zeroRows() {
        String page = "You have zero, tiny or huge rows";
        DMatrixRMaj x = new DMatrixRMaj(5, 3);
        assertEquals(
                0,
                NormOps_DDRM.normF(new CosFace(8, 0.35)
                        .backward(x, weights(), Y)
                        .gradients()
                        .features()));
        DMatrixRMaj g = slopes(withTargets(logits(x, 8), 8, cos -> cos - 0.35));
        DMatrixRMaj gradient = new DMatrixRMaj(5, 3);
        CommonOps_DDRM.mult(8 / 1e-12 / 5, g, w(), gradient);
        assertCell(page, "| 0 |", 1, 0);
        assertCell(page, "| 0 |", 2, NormOps_DDRM.normF(gradient));
    }

    private static double norm(DMatrixRMaj matrix, int row) {
        return NormOps_DDRM.normF(CommonOps_DDRM.extractRow(matrix, row, null));
    }
}
