package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.Y;
import static io.github.marginloss.docs.ConventionsExample.logits;
import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.losses;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.sum;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.ConventionsExample.unit;
import static io.github.marginloss.docs.ConventionsExample.weights;
import static io.github.marginloss.docs.ConventionsExample.withTargets;
import static io.github.marginloss.docs.ConventionsExample.x;
import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The numbers on the pages of label smoothing and of ignored labels. */
class LabelSmoothingPageTest {

    private static final double EPSILON = 0.1;
    private static final ArcFace HARD = new ArcFace(30, 0.5);

    @Test
    void theLeadAndWhatIsLeft() {
        for (List<String> row : rows("label-smoothing.md", "$n$ |")) {
            int n = (int) number(row.get(0));
            double lead = Math.log1p(n * (1 - EPSILON) / EPSILON);
            assertDigits(row.get(1), lead);
            double own = 1 - EPSILON + EPSILON / n;
            double other = EPSILON / n;
            double entropy = -own * Math.log(own) - (n - 1) * other * Math.log(other);
            assertDigits(row.get(2), entropy);
            DMatrixRMaj bias = new DMatrixRMaj(n, 1);
            bias.set(0, lead);
            Parameters parameters = Parameters.ofWeights(new DMatrixRMaj(n, 1), bias);
            DMatrixRMaj one = new DMatrixRMaj(1, 1);
            LabelSmoothing smoothed = new LabelSmoothing(new Softmax(), EPSILON);
            assertEquals(entropy, smoothed.forward(one, parameters, new int[1]), 1e-12);
            double[] slopes =
                    smoothed.backward(one, parameters, new int[1]).gradients().bias().data;
            assertEquals(0, Arrays.stream(slopes).map(Math::abs).max().orElseThrow(), 1e-15);
        }
        assertFound("label-smoothing.md", "(0\\.142)", Math.log1p(1000 * 0.9 / 0.1) / 64);
        assertFound("label-smoothing.md", "(11\\.50) nat", Math.log1p(1000 * 0.99 / 0.01));
    }

    @Test
    void whoDiffers() {
        assertFound("label-smoothing.md", "(11\\.0111)", loss(HARD));
        List<List<String>> rows = rows("label-smoothing.md", "$\\epsilon = 0.1$ |");
        DMatrixRMaj z = withTargets(logits(unit(x()), 30), 30, cos -> Math.cos(Math.acos(cos) + 0.5));
        double[] l = losses(z);
        double smoothed = 0;
        double[] hard = new double[4];
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < 5; i++) {
                double share = EPSILON / 4 + (j == Y[i] ? 1 - EPSILON : 0);
                smoothed += share * (l[i] + z.get(i, Y[i]) - z.get(i, j)) / 5;
            }
            hard[j] = HARD.forward(x(), weights(), new int[] {j, j, j, j, j});
        }
        assertDigits(rows.get(0).get(2), same(smoothed, loss(new LabelSmoothing(HARD, EPSILON))));
        assertDigits(rows.get(1).get(2), (1 - EPSILON) * loss(HARD) + EPSILON / 4 * sum(hard));
        DMatrixRMaj mixed = logits(unit(x()), 30);
        for (int k = 0; k < 20; k++) {
            double share = EPSILON / 4 + (k % 4 == Y[k / 4] ? 1 - EPSILON : 0);
            double cos = mixed.get(k) / 30;
            mixed.set(k, 30 * (share * Math.cos(Math.acos(cos) + 0.5) + (1 - share) * cos));
        }
        assertDigits(rows.get(2).get(2), ConventionsExample.mean(losses(mixed)));
        // "for Softmax it is the same loss", and ε/(n − 1) is another ε
        double all = 0;
        for (int j = 0; j < 4; j++) {
            all += new Softmax().forward(x(), weights(), new int[] {j, j, j, j, j}) / 4;
        }
        same((1 - EPSILON) * loss(new Softmax()) + EPSILON * all, loss(new LabelSmoothing(new Softmax(), EPSILON)));
        assertEquals(11.0111, theirs(30, cos -> Math.cos(Math.acos(cos) + 0.5)), 5e-5);
    }

    @Test
    void ignoredLabels() {
        List<List<String>> rows = rows("ignored-labels.md", "$y = -1$");
        double[] l = losses(logits(x(), 1));
        double four = l[0] + l[1] + l[2] + l[3];
        int[] labels = {0, 0, 0, 1, -1};
        Softmax ignoring = new Softmax(Reduction.MEAN.ignoring(-1));
        assertDigits(rows.get(0).get(2), same(four / 4, ignoring.forward(x(), weights(), labels)));
        assertDigits(rows.get(1).get(2), four / 5);
        assertDigits(rows.get(2).get(2), (four - Math.log(1e-30)) / 5);
        assertDigits(rows.get(2).get(1), -Math.log(1e-30));
    }
}
