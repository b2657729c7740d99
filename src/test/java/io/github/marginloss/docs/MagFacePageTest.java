package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.Y;
import static io.github.marginloss.docs.ConventionsExample.mean;
import static io.github.marginloss.docs.ConventionsExample.percentOff;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.ConventionsExample.weights;
import static io.github.marginloss.docs.ConventionsExample.x;
import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MagFace.Range;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** The numbers on the page of MagFace, and that of the margin through the norm in docs/adding-a-loss.md. */
class MagFacePageTest {

    private static final Range RANGE = Range.published();
    /** Ten times ‖x‖ of the example. */
    private static final double[] NORMS = {10 * Math.sqrt(11), 30, 30, 30, 10 * Math.sqrt(3)};

    private static DMatrixRMaj tenfold() {
        DMatrixRMaj x = x();
        CommonOps_DDRM.scale(10, x);
        return x;
    }

    private static double ours(Loss loss) {
        return loss.forward(tenfold(), weights(), Y);
    }

    private static double m(Range range, double a) {
        return range.lm() + (range.um() - range.lm()) / (range.ua() - range.la()) * (a - range.la());
    }

    private static double g(double a) {
        return a / (110 * 110) + 1 / a;
    }

    /** λ g at the end of the page's program, and its lower bound. */
    @Test
    void theFloorOfTheLoss() {
        assertEquals(1.006, 35 * g(39.2), 5e-4);
        assertEquals(0.636, 35 * g(110), 5e-4);
        assertEquals(35 * g(110), 2.0 * 35 / 110, 1e-15);
    }

    private static double meanG() {
        return mean(g(NORMS[0]), g(30), g(30), g(30), g(NORMS[4]));
    }

    @Test
    void defaults() {
        MagFace mag = new MagFace();
        assertFound("magface.md", "\\| \\$s\\$ \\|.*\\| (64) \\|", mag.s());
        assertFound("magface.md", "lambda\\$ \\|.*\\| (35) \\|", mag.lambda());
        assertEquals(new Range(10, 110, 0.45, 0.8), mag.range());
    }

    @Test
    void smallestWeights() {
        for (List<String> row : rows("magface.md", "$\\lambda \\ge$")) {
            String[] ends = row.get(0).split("[,，]");
            Range range = new Range(10, 110, number(ends[0]), number(ends[1]));
            double k = (range.um() - range.lm()) / 100;
            double smallest = 64 * k * 110 * 110 * 100 / (110 * 110 - 100);
            assertDigits(row.get(1), same(smallest, MagFace.leastLambda(64, range)));
            // at the shortest norm the two forces are equal
            assertEquals(0, 64 * k + smallest * (1 / 12100.0 - 1 / 100.0), 1e-12);
        }
        assertTrue(20 < MagFace.leastLambda(64, RANGE));
    }

    @Test
    void whereNormsRest() {
        for (List<String> row : rows("magface.md", "$(1 - p_y) \\sin(\\theta + m)$")) {
            for (int column = 1; column <= 2; column++) {
                double lambda = column == 1 ? 35 : 20;
                double force = 64 * 0.0035 * number(row.get(0));
                double norm = Math.max(10, 1 / Math.sqrt(1 / 12100.0 + force / lambda));
                assertDigits(row.get(column), norm);
                assertTrue(norm == 10 || Math.abs(force + lambda * (1 / 12100.0 - 1 / (norm * norm))) < 1e-15);
            }
        }
    }

    @Test
    void whoDiffers() {
        double angular = theirs(64, (i, cos) -> Math.cos(Math.acos(cos) + m(RANGE, NORMS[i])));
        assertFound("magface.md", "(25\\.0276)", same(angular + 35 * meanG(), ours(new MagFace())));
        assertFound("magface.md", "(24\\.4291)", same(angular + 20 * meanG(), ours(new MagFace(64, RANGE, 20))));
        assertEquals(ours(new MagFace()), ours(new MagFace().withEasyMargin()));
        Range range = new Range(10, 110, 0.35, 0.8);
        double cosine = theirs(64, (i, cos) -> cos - m(range, NORMS[i]));
        MarginRule rule = (sample, label, norm) -> new AdditiveCosine(m(range, norm));
        same(cosine, ours(new MarginSoftmax(Scale.fixed(64), rule)));
        assertFound("magface.md", "(28\\.5478)", cosine + 150 * meanG());
    }

    @Test
    void easyMargins() {
        assertFound("magface.md", "(0\\.435) (?:to|到)", Math.sin(0.45));
        assertFound("magface.md", "(?:to|到) (0\\.717)", Math.sin(0.8));
        assertFound("magface.md", "(27\\.8) nat", 64 * Math.sin(0.45));
        assertFound("magface.md", "(0\\.100)", 1 - Math.cos(0.45));
        assertFound("magface.md", "(0\\.303)", 1 - Math.cos(0.8));
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0, 20}});
        Parameters w = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1, 0}, {-1, 0}}));
        MagFace formula = new MagFace(64, RANGE, 0);
        double theirs = Math.log1p(Math.exp(64 * Math.sin(m(RANGE, 20))));
        assertFound("magface.md", "(29\\.8373)", same(theirs, formula.forward(x, w, new int[1])));
        assertFound(
                "magface.md",
                "(0\\.6931)",
                same(Math.log(2), formula.withEasyMargin().forward(x, w, new int[1])));
    }

    /** ‖x‖ cos θ − m by a rule: its value is right, but ∂L/∂x is not. */
    @Test
    void aRuleHoldsTheNorm() {
        MarginRule rule = (sample, label, norm) -> new AdditiveCosine(0.35 / norm);
        Loss loss = new MarginSoftmax(Scale.norm(), rule, Reduction.SUM);
        DMatrixRMaj z = ConventionsExample.logits(x(), 1); // the rows of W are units
        DMatrixRMaj shifted = ConventionsExample.withTargets(z, 1, v -> v - 0.35);
        same(ConventionsExample.sum(ConventionsExample.losses(shifted)), loss.forward(x(), weights(), Y));
        DMatrixRMaj right = new DMatrixRMaj(5, 3);
        CommonOps_DDRM.mult(ConventionsExample.slopes(shifted), ConventionsExample.w(), right);
        double off = percentOff(loss.backward(x(), weights(), Y).gradients().features(), right);
        String text = Pages.of(Path.of("docs", "adding-a-loss.md")).prose();
        String[] parts = text.split("is off by ", 2)[1].split(" of its length", 2);
        assertDigits(parts[0], off);
    }
}
