package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.gradients;
import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.percentOff;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.ConventionsExample.x;
import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.AdaFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.core.QualityMargin;
import io.github.marginloss.core.Scale;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The numbers on the page of AdaFace, from the published formulas and from the library. */
class AdaFacePageTest {

    /** ‖x‖ of the example. */
    private static final double[] NORMS = {Math.sqrt(11), 3, 3, 3, Math.sqrt(3)};

    private static final double MEAN = ConventionsExample.mean(NORMS);

    /** The deviation, with the sum of squares divided by m − 1 = 4, or by m. */
    private static double deviation(int divisor) {
        double squares = 0;
        for (double norm : NORMS) {
            squares += (norm - MEAN) * (norm - MEAN);
        }
        return Math.sqrt(squares / divisor);
    }

    private static double published(double m, double h, double mean, double deviation) {
        return theirs(64, (i, cos) -> {
            double z = Math.max(-1, Math.min(1, h * (NORMS[i] - mean) / (deviation + 1e-3)));
            double angle = Math.max(1e-3, Math.min(Math.PI - 1e-3, Math.acos(cos) - m * z));
            return Math.cos(angle) - (m + m * z);
        });
    }

    @Test
    void defaults() {
        AdaFace ada = new AdaFace();
        assertFound("adaface.md", "\\| \\$s\\$ \\|.*\\| (64) \\|", ada.s());
        assertFound("adaface.md", "\\| \\$m\\$ \\|.*\\| (0\\.4) \\|", ada.m());
        assertFound("adaface.md", "\\| \\$h\\$ \\|.*\\| (0\\.333) \\|", ada.h());
        assertEquals(new NormStatistics(20, 100), ada.norms());
    }

    /** Batches of two samples whose norms have the deviation 3 and the mean 20, which is the initial μ. */
    @Test
    void howLongTheStartLasts() {
        double apart = 3 / Math.sqrt(2);
        DMatrixRMaj batch = new DMatrixRMaj(new double[][] {{20 - apart}, {20 + apart}});
        List<List<String>> rows = rows("adaface.md", "$\\sigma$ | $\\hat z$");
        NormStatistics norms = NormStatistics.initial();
        int row = 0;
        for (int k = 1; row < rows.size(); k++) {
            norms = norms.next(batch, 0.01);
            if (k == number(rows.get(row).get(0))) {
                assertDigits(rows.get(row).get(1), norms.deviation());
                assertDigits(rows.get(row).get(2), 0.333 * 3 / (norms.deviation() + 1e-3));
                row++;
            }
        }
        int count = 0;
        for (norms = NormStatistics.initial(); norms.deviation() > 3 * 1.1; count++) {
            norms = norms.next(batch, 0.01);
        }
        assertFound("adaface.md", "(?:takes|要) (\\d+) ?(?:batches|批)", count);
    }

    @Test
    void whoDiffers() {
        assertFound("adaface.md", "(?:mean|均值为) (2\\.81)", MEAN);
        assertFound("adaface.md", "(?:deviation|标准差为) (0\\.62)", deviation(4));
        for (String alpha : new String[] {"0.01", "1", "0.99"}) {
            double a = number(alpha);
            double theirs = published(0.4, 0.333, a * MEAN + (1 - a) * 20, a * deviation(4) + (1 - a) * 100);
            double ours = loss(new AdaFace(NormStatistics.initial().next(x(), a)));
            String code = "\\| `new AdaFace\\(NormStatistics\\.initial\\(\\)\\.next\\(x, " + alpha.replace(".", "\\.");
            assertFound("adaface.md", code + "\\)\\)` \\| (\\S+) \\|", same(theirs, ours));
        }
        double config = published(0.5, 0, 20, 100);
        assertFound("adaface.md", "`new CosFace\\(64, 0\\.5\\)` \\| (\\S+)", same(config, loss(new CosFace(64, 0.5))));
        double biased = loss(new AdaFace(new NormStatistics(MEAN, deviation(5))));
        assertFound("adaface.md", "(20\\.6359)", same(published(0.4, 0.333, MEAN, deviation(5)), biased));
    }

    @Test
    void clampedCosines() {
        double bound = Math.acos(1 - 1e-3);
        assertFound("adaface.md", "(2\\.56)°", Math.toDegrees(bound));
        assertFound("adaface.md", "cos\\((0\\.0447) \\+ 0\\.4\\)", bound);
        double ours = new QualityMargin(0.4, 0.333, 0, 20, 1).value(1, 0);
        assertEquals(Math.cos(0.4), ours, 1e-15);
        assertFound("adaface.md", "(1\\.17) nat", 64 * (ours - Math.cos(bound + 0.4)));
    }

    @Test
    void straightThrough() {
        NormStatistics norms = NormStatistics.initial().next(x(), 1);
        Gradients ours = gradients(new AdaFace(8, 0.4, 0.333, norms));
        Gradients theirs = gradients(new MarginSoftmax(
                Scale.fixed(8),
                (sample, label, norm) -> new ConventionsExample.StraightThrough(
                        new QualityMargin(0.4, 0.333, norm, norms.mean(), norms.deviation()))));
        List<String> row = rows("adaface.md", "$\\partial L / \\partial X$").get(0);
        assertDigits(row.get(1), percentOff(theirs.features(), ours.features()));
        assertDigits(row.get(2), percentOff(theirs.weights(), ours.weights()));
    }
}
