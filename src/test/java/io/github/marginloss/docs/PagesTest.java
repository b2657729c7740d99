package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * The numbers on the pages of the losses, in both languages, from their formulas and, where possible, from the library.
 */
class PagesTest {

    @Test
    void floorOfTheLoss() {
        int[] classes = {10, 1000, 100000};
        for (List<String> row : rows("cosine.md", "$C = 100000$")) {
            double s = number(row.get(0));
            for (int k = 0; k < classes.length; k++) {
                double c = classes[k];
                assertDigits(row.get(k + 1), Math.log1p((c - 1) * Math.exp(-s * (1 + 1 / (c - 1)))));
            }
            assertDigits(row.get(1), onSimplex(new NormalizedSoftmax(Scale.fixed(s), Reduction.MEAN)));
        }
    }

    @Test
    void smallestScales() {
        for (List<String> row : rows("cosface.md", "$P$ |")) {
            double c = number(row.get(0));
            double p = number(row.get(1));
            assertDigits(row.get(2), (c - 1) / c * Math.log((c - 1) * p / (1 - p)));
            assertDigits(row.get(3), smallestScale(c, p, 1 - 0.35));
        }
        for (List<String> row : rows("arcface.md", "$P$ |")) {
            assertDigits(row.get(2), smallestScale(number(row.get(0)), number(row.get(1)), Math.cos(0.5)));
        }
        // with that scale the probability is reached
        assertEquals(0.999, Math.exp(-onSimplex(new CosFace(smallestScale(10, 0.999, 1 - 0.35), 0.35))), 1e-12);
        assertEquals(0.999, Math.exp(-onSimplex(new ArcFace(smallestScale(10, 0.999, Math.cos(0.5)), 0.5))), 1e-12);
    }

    @Test
    void largestMargins() {
        for (List<String> row : rows("cosface.md", "$d = 2$")) {
            assertDigits(row.get(1), 1 - Math.cos(2 * Math.PI / number(row.get(0))));
        }
        assertFound("arcface.md", "(0\\.628)", 2 * Math.PI / 10);
        for (List<String> row : rows("cosface.md", "$p_y$ |")) {
            assertCircle(new CosFace(30, number(row.get(0))), row);
        }
        for (List<String> row : rows("arcface.md", "$p_y$ |")) {
            assertCircle(new ArcFace(30, number(row.get(0))), row);
        }
    }

    @Test
    void defaults() {
        for (String[] s : new String[][] {{"cosface.md", "64"}, {"arcface.md", "64"}}) {
            assertFound(s[0], "\\| \\$s\\$ \\|.*\\| (64) \\|", 64);
        }
        assertFound("cosface.md", "\\| \\$m\\$ \\|.*\\| (0\\.35) \\|", new CosFace().m());
        assertFound("arcface.md", "\\| \\$m\\$ \\|.*\\| (0\\.5)\\D", new ArcFace().m());
        assertFound("arcface.md", "(28\\.65)°", Math.toDegrees(new ArcFace().m()));
        assertFound("sphereface.md", "\\| \\$t\\$ \\|.*\\| (4) \\|", new SphereFace().t());
        assertFound("sphereface.md", "\\| \\$.lambda\\$ \\|.*\\| (5) \\|", new SphereFace().lambda());
        assertEquals(64, new CosFace().s());
        assertEquals(64, new ArcFace().s());
    }

    @Test
    void extensionsOfArcFace() {
        for (List<String> row : rows("arcface.md", "`Extension` |")) {
            Extension extension = Extension.valueOf(row.get(0).replace("`", ""));
            assertDigits(row.get(2), margin(new ArcFace(1, 0.5, extension)).value(-1, 0));
        }
        Margin linear = margin(new ArcFace(1, 0.5, Extension.LINEAR));
        assertFound("arcface.md", "(−1\\.1173)", value(linear, Math.PI - 0.5 + 1e-9));
        Margin easy = margin(new ArcFace(1, 0.5, Extension.EASY));
        assertFound("arcface.md", "(0\\.4794)", value(easy, Math.PI / 2 + 1e-9) - value(easy, Math.PI / 2 - 1e-9));
        Margin continuous = margin(new ArcFace(1, 0.5, Extension.CONTINUOUS));
        assertEquals(-1, value(continuous, Math.PI - 0.5 + 1e-9), 1e-8);
        assertEquals(-Math.sin(0.5), slope(continuous, Math.PI - 0.5 + 1e-9), 1e-8);
        assertEquals(-Math.sin(0.5), margin(new ArcFace()).slope(1, 0), 1e-15);
    }

    @Test
    void clampsOfTheCosine() {
        assertFound("arcface.md", "(4\\.5e-4)", Math.acos(1 - 1e-7));
        assertEquals(1f, 1f - 1e-8f);
        // bfloat16 is the upper half of a float
        assertEquals(1f, Float.intBitsToFloat((Float.floatToIntBits(0.999f) + 0x8000) & 0xffff0000));
    }

    @Test
    void multipliersOfSphereFace() {
        double theta = 1e-3;
        for (List<String> row : rows("sphereface.md", "$t_\\lambda$")) {
            double lambda = number(row.get(0));
            assertDigits(row.get(1), Math.sqrt((lambda + 16) / (1 + lambda)));
            double psi = value(new MultiplicativeAngle(4, lambda), theta);
            assertEquals((lambda + 16) / (1 + lambda), 2 * (1 - psi) / (theta * theta), 1e-4);
        }
        SphereFace.Annealing published = new SphereFace.Annealing(1000, 0.12, 1, 5);
        for (List<String> row : rows("sphereface.md", "$i$")) {
            assertDigits(row.get(1), published.lambda((long) number(row.get(0))));
        }
    }

    @Test
    void combinedMargins() {
        for (List<String> row : rows("combined-margin.md", "$\\psi(0)$")) {
            String[] m = row.get(0).split(",");
            CombinedAngle margin = new CombinedAngle(number(m[0]), number(m[1]), number(m[2]));
            assertDigits(row.get(1), margin.value(1, 0));
            double turn = (Math.PI - margin.m2()) / margin.m1();
            assertDigits(row.get(2), Math.toDegrees(turn));
            assertTrue(slope(margin, turn - 1e-6) < 0 && slope(margin, turn + 1e-6) > 0);
        }
    }

    @Test
    void centerSteps() {
        for (List<String> row : rows("center.md", "$N_j$")) {
            int count = (int) number(row.get(0));
            DMatrixRMaj features = new DMatrixRMaj(count, 1);
            Arrays.fill(features.data, 1); // their mean is 1, the center 0
            double step = -Center.delta(features, new DMatrixRMaj(1, 1), new int[count])
                    .get(0);
            assertDigits(row.get(1), 0.5 * step);
            assertDigits(row.get(2), step);
        }
    }

    @Test
    void farCenters() {
        Parameters origin = Parameters.ofCenters(new DMatrixRMaj(1, 1));
        assertFound("center.md", "(1\\.3e154)", Math.sqrt(Double.MAX_VALUE));
        DMatrixRMaj far = new DMatrixRMaj(new double[][] {{2e154}});
        Evaluation evaluation = new Center().backward(far, origin, new int[1]);
        assertEquals(Double.POSITIVE_INFINITY, evaluation.loss());
        assertEquals(2e154, evaluation.gradients().features().get(0));
    }

    @Test
    void clampsOfTheProbability() {
        double[] bounds = {Float.MIN_NORMAL, 1e-30, 1e-10};
        List<List<String>> rows = rows("softmax.md", "$-\\ln$");
        for (int k = 0; k < bounds.length; k++) {
            assertDigits(rows.get(k).get(0), -Math.log(bounds[k]));
            assertDigits(rows.get(k).get(1), bounds[k]);
            assertTrue(Pages.both("index.md").get(0).text().contains(rows.get(k).get(0)));
        }
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{-72}, {64}});
        assertFound("softmax.md", "136 \\D* (136)", new Softmax().forward(x, Parameters.ofWeights(w), new int[1]));
        assertEquals(0, 1 / (1 + 1e-17) - 1);
    }

    /** The s with which a sample on its class weight reaches p, among c class weights as far apart as possible. */
    private static double smallestScale(double c, double p, double psi) {
        return Math.log((c - 1) * p / (1 - p)) / (psi + 1 / (c - 1));
    }

    /** A row of m, loss and p_y, for ten class weights on a circle. */
    private static void assertCircle(Loss loss, List<String> row) {
        DMatrixRMaj w = new DMatrixRMaj(10, 2);
        for (int j = 0; j < 10; j++) {
            w.set(j, 0, Math.cos(2 * Math.PI * j / 10));
            w.set(j, 1, Math.sin(2 * Math.PI * j / 10));
        }
        assertDigits(row.get(1), onWeights(loss, w));
        assertDigits(row.get(2), Math.exp(-onWeights(loss, w)));
    }

    /** The loss of ten class weights as far apart as possible, with a sample on each. */
    private static double onSimplex(Loss loss) {
        DMatrixRMaj w = new DMatrixRMaj(10, 10);
        for (int k = 0; k < 100; k++) {
            w.data[k] = (k % 11 == 0 ? 1 : 0) - 0.1;
        }
        return onWeights(loss, w);
    }

    private static double onWeights(Loss loss, DMatrixRMaj w) {
        int[] labels = new int[w.numRows];
        Arrays.setAll(labels, i -> i);
        return loss.forward(w.copy(), Parameters.ofWeights(w), labels);
    }

    private static Margin margin(HeadLoss loss) {
        return (Margin) ((Head.Cosine) loss.head()).margin();
    }

    private static double value(Margin margin, double theta) {
        return margin.value(Math.cos(theta), Math.sin(theta));
    }

    private static double slope(Margin margin, double theta) {
        return margin.slope(Math.cos(theta), Math.sin(theta));
    }
}
