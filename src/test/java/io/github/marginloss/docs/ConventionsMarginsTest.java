package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.ConventionsExample.w;
import static io.github.marginloss.docs.ConventionsPage.assertCell;
import static io.github.marginloss.docs.ConventionsPage.assertFound;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The losses with the margins of other projects, on docs/conventions.md. */
class ConventionsMarginsTest {

    @Test
    void defaults() {
        String page = "Your defaults are not ours";
        String[] arc = {"64, 0.5 rad", "32, 0.35 rad", "32, 0.2 rad", "30, 0.5 rad", "1, 0 rad"};
        double[][] sm = {{64, 0.5}, {32, 0.35}, {32, 0.2}, {30, 0.5}, {1, 0}};
        for (int k = 0; k < 5; k++) {
            double m = sm[k][1];
            double theirs = theirs(sm[k][0], cos -> Math.cos(Math.acos(cos) + m));
            assertCell(page, arc[k], 3, same(theirs, loss(new ArcFace(sm[k][0], m))));
        }
        double degrees = theirs(64, cos -> Math.cos(Math.acos(cos) + 28.6 * Math.PI / 180));
        assertCell(page, "64, 28.6°", 3, same(degrees, loss(new ArcFace(64, Math.toRadians(28.6)))));
        double degree = theirs(64, cos -> Math.cos(Math.acos(cos) + 0.5 * Math.PI / 180));
        assertCell(page, "64, 0.5°", 3, same(degree, loss(new ArcFace(64, Math.toRadians(0.5)))));
        for (String key : new String[] {"64, 0.35", "64, 0.4", "30, 0.35", "30, 0.4", "32, 0.35", "32, 0.2"}) {
            double s = Double.parseDouble(key.split(", ")[0]);
            double m = Double.parseDouble(key.split(", ")[1]);
            assertCell(page, "CosFace | " + key + " |", 3, same(theirs(s, cos -> cos - m), loss(new CosFace(s, m))));
        }
        assertCell(page, "64, 0.35, only", 3, theirs(64, cos -> cos > 0.35 ? cos - 0.35 : cos));
    }

    @Test
    void pastThePoint() {
        String page = "Which project uses which extension";
        String[] keys = {"`NONE`", "`LINEAR`", "`CONTINUOUS`", "`CLAMP`", "`EASY`"};
        DoubleUnaryOperator[] psi = {
            t -> Math.cos(t + 0.5),
            t -> Math.cos(t) - 0.5 * Math.sin(0.5),
            t -> Math.cos(t) - (1 - Math.cos(0.5)),
            t -> Math.cos(Math.PI),
            t -> Math.cos(t)
        };
        for (int k = 0; k < 5; k++) {
            Loss ours = new ArcFace(64, 0.5, Extension.values()[k]);
            assertCell(page, keys[k], 2, same(Math.log(2) - 64 * psi[k].applyAsDouble(Math.PI), opposite(ours)));
        }
        assertCell(page, "none of ours", 2, Math.log(2) - 64 * Math.cos(Math.PI));
        assertFound("jumps \\*up\\* at π − m, from (\\S+) to ([^,]+),", Math.cos(Math.PI), Math.cos(Math.PI - 0.5));
    }

    @Test
    void combined() {
        String page = "Your combined margin is only one of them";
        double three = theirs(64, cos -> Math.cos(Math.acos(cos) + 0.3) - 0.2);
        Loss ours = new CombinedMargin(64, 1, 0.3, 0.2);
        assertCell(page, "`new CombinedMargin(64, 1, 0.3, 0.2)`", 2, same(three, loss(ours)));
        assertCell(page, "`new CosFace(64, 0.2)`", 2, same(theirs(64, cos -> cos - 0.2), loss(new CosFace(64, 0.2))));
    }

    /** x = −w_y, and two other classes at a right angle. */
    private static double opposite(Loss loss) {
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {0, -1}});
        return loss.forward(new DMatrixRMaj(new double[][] {{-1, 0}}), Parameters.ofWeights(w), new int[1]);
    }

    @Test
    void multipliers() {
        String page = "Your SphereFace differs";
        DoubleUnaryOperator phi =
                cos -> Math.acos(cos) > Math.PI / 4 ? -Math.cos(4 * Math.acos(cos)) - 2 : Math.cos(4 * Math.acos(cos));
        assertCell(page, "`new SphereFace(4, 0, ", 2, same(theirs(8, phi), loss(sphere(4))));
        assertCell(
                page,
                "`new CombinedMargin(8, 4, 0, 0)`",
                2,
                same(theirs(8, cos -> Math.cos(4 * Math.acos(cos))), loss(new CombinedMargin(8, 4, 0, 0))));
        assertCell(
                page,
                "`new CombinedMargin(8, 1.35, 0, 0)`",
                2,
                same(theirs(8, cos -> Math.cos(1.35 * Math.acos(cos))), loss(new CombinedMargin(8, 1.35, 0, 0))));
        double one = loss(new NormalizedSoftmax(Scale.fixed(8), Reduction.MEAN));
        assertCell(page, "`int(1.35)`", 2, same(theirs(8, cos -> Math.cos(((int) 1.35) * Math.acos(cos))), one));
    }

    /** "A t that is not whole does not compile here." */
    @Test
    void wholeMultipliers() {
        assertEquals(int.class, SphereFace.class.getRecordComponents()[0].getType());
    }

    private static SphereFace sphere(int t) {
        return new SphereFace(t, 0, Scale.fixed(8), Reduction.MEAN);
    }

    @Test
    void schedules() {
        String page = "Your λ is another";
        String[] keys = {"(1000, 0.12, 1, 5)", "(1500, 0.1, 1, 5)", "(1000, 2.5e-5, 35, 0)", "(1, 0, 1, 0)"};
        double[][] s = {{1000, 0.12, 1, 5}, {1500, 0.1, 1, 5}, {1000, 2.5e-5, 35, 0}, {1, 0, 1, 0}};
        for (int k = 0; k < 4; k++) {
            SphereFace.Annealing ours = new SphereFace.Annealing(s[k][0], s[k][1], s[k][2], s[k][3]);
            for (int column = 0; column < 2; column++) {
                int i = column == 0 ? 1 : 1000;
                double theirs = Math.max(s[k][3], s[k][0] * Math.pow(1 + s[k][1] * i, -s[k][2]));
                assertCell(page, keys[k], 2 + column, same(theirs, ours.lambda(i)));
            }
        }
    }

    /** The Taylor polynomial of sphereface_pytorch ends in the ninth power, not the tenth. */
    @Test
    void taylor() {
        double a = 4 * 0.78;
        double ours = new MultiplicativeAngle(4, 0).value(Math.cos(0.78), Math.sin(0.78));
        double theirs = 1
                - a * a / 2
                + Math.pow(a, 4) / 24
                - Math.pow(a, 6) / 720
                + Math.pow(a, 8) / 40320
                - Math.pow(a, 9) / 362880;
        assertFound("with t = 4, φ\\(0\\.78\\) is (\\S+),", ours);
        assertFound("that project computes (\\S+)\\.", theirs);
    }
}
