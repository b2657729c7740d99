package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.Y;
import static io.github.marginloss.docs.ConventionsExample.logits;
import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.losses;
import static io.github.marginloss.docs.ConventionsExample.mean;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.sum;
import static io.github.marginloss.docs.ConventionsExample.w;
import static io.github.marginloss.docs.ConventionsExample.weights;
import static io.github.marginloss.docs.ConventionsExample.withTargets;
import static io.github.marginloss.docs.ConventionsExample.x;
import static io.github.marginloss.docs.ConventionsPage.assertCell;
import static io.github.marginloss.docs.ConventionsPage.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/**
 * The losses on docs/conventions.md, by the other project's formula, and by this library where it can compute the same.
 */
class ConventionsTest {

    private static final double[] L = losses(logits(x(), 1));

    @Test
    void reductions() {
        String page = "Your loss is a multiple of ours";
        assertCell(page, "`Reduction.MEAN`", 2, same(mean(L), loss(new Softmax())));
        assertCell(page, "`Reduction.SUM`", 2, same(sum(L), loss(new Softmax(Reduction.SUM))));
        double[] each = new Softmax().backward(x(), weights(), Y).sampleLosses();
        assertCell(page, "`sampleLosses`", 2, same(-L[0], -each[0]));
        double weighted = (L[0] + L[1] + L[2] + 2 * L[3] + 3 * L[4]) / 8;
        Loss ours = new Softmax(Reduction.classWeighted(1 / 8., 2 / 8., 3 / 8., 4 / 8.));
        assertCell(page, "`classWeighted", 2, same(weighted, loss(ours)));
    }

    @Test
    void centerLosses() {
        String page = "Your center loss is a multiple of ours";
        DMatrixRMaj x = x();
        double squares = 0;
        for (int k = 0; k < 15; k++) {
            double difference = x.data[k] - w().get(Y[k / 3], k % 3);
            squares += difference * difference;
        }
        double sum = new Center().forward(x, Parameters.ofCenters(w()), Y);
        double mean = new Center(Reduction.MEAN).forward(x, Parameters.ofCenters(w()), Y);
        assertCell(page, "paper", 2, same(squares / 2, sum));
        assertCell(page, "caffe-face", 2, same(squares / 10, mean));
        assertCell(page, "pytorch-center-loss", 2, same(squares / 5, 2 * mean));
        assertCell(page, "facenet", 2, same(squares / 15, 2 * mean / 3));
    }

    @Test
    void clamps() {
        String page = "Your loss stops at a number";
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{-72}, {64}});
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
        double p = Math.exp(-new Softmax().forward(one, Parameters.ofWeights(w), new int[1]));
        assertCell(page, "this library", 1, -Math.log(p));
        assertCell(page, "Caffe", 1, -Math.log(Math.max(p, Float.MIN_NORMAL)));
        assertCell(page, "PartialFC", 1, -Math.log(Math.max(p, 1e-30)));
        assertCell(page, "Deeplearning4j", 1, -Math.log(Math.max(p, 1e-10)));
        assertCell(page, "TensorFlow Java", 1, -Math.log(Math.max(p, 1e-7)));
    }

    @Test
    void labelsOfMinusOne() {
        String page = "You have labels of −1";
        int[] labels = {0, 0, 0, 1, -1};
        assertThrows(IllegalArgumentException.class, () -> new Softmax().forward(x(), weights(), labels));
        double four = L[0] + L[1] + L[2] + L[3];
        double ignored = new Softmax(Reduction.MEAN.ignoring(-1)).forward(x(), weights(), labels);
        assertCell(page, "PyTorch", 2, same(four / 4, ignored));
        DMatrixRMaj rows = CommonOps_DDRM.extract(x(), 0, 4, 0, 3);
        same(ignored, new Softmax().forward(rows, weights(), Arrays.copyOf(Y, 4)));
        assertCell(page, "TFace", 2, same(four / 5, loss(new Softmax(Reduction.weighted(.2, .2, .2, .2, 0)))));
        assertCell(page, "PartialFC", 2, (four - Math.log(1e-30)) / 5);
    }

    /** Weights l_ij, the losses that hard labels j would have, by the q_ij of a smoothed label. */
    @Test
    void smoothedLabels() {
        String page = "You smooth the labels";
        double[] all = new double[4];
        for (int j = 0; j < 4; j++) {
            all[j] = new Softmax().forward(x(), weights(), new int[] {j, j, j, j, j});
        }
        double pytorch = 0.9 * loss(new Softmax()) + 0.1 / 4 * sum(all);
        assertCell(page, "PyTorch", 3, same(smoothed(0.9 + 0.1 / 4, 0.1 / 4), pytorch));
        same(pytorch, loss(new LabelSmoothing(new Softmax(), 0.1)));
        double entropy = -0.9 * Math.log(0.9) - 0.1 * Math.log(0.1 / 3);
        double speechbrain = (0.9 - 0.1 / 3) * loss(new Softmax()) + 0.1 / 3 * sum(all) - entropy;
        assertCell(page, "SpeechBrain", 3, same(smoothed(0.9, 0.1 / 3) - entropy, speechbrain));
        same(speechbrain, loss(new LabelSmoothing(new Softmax(), 0.1 * 4 / 3)) - entropy);
    }

    /** A sum of hard losses gives each class the margin in turn. */
    @Test
    void smoothedMargins() {
        ArcFace hard = new ArcFace(30, 0.5);
        double sum = 0.9 * loss(hard);
        for (int j = 0; j < 4; j++) {
            sum += 0.1 / 4 * hard.forward(x(), weights(), new int[] {j, j, j, j, j});
        }
        assertFound("gives (\\S+) if it is smoothed, and (\\S+) as that sum", loss(new LabelSmoothing(hard, 0.1)), sum);
        assertFound(
                "a third loss, \\[(9\\.9863)]",
                number(Pages.both("label-smoothing.md")
                        .get(0)
                        .table("$\\epsilon = 0.1$ |")
                        .get(2)
                        .get(2)));
    }

    private static double smoothed(double target, double other) {
        DMatrixRMaj z = logits(x(), 1);
        double sum = 0;
        for (int k = 0; k < 20; k++) {
            int i = k / 4;
            sum += (k % 4 == Y[i] ? target : other) * (L[i] + z.get(i, Y[i]) - z.get(k)); // log Σ exp(z) − z_ij
        }
        return sum / 5;
    }

    @Test
    void rowsOfNoOrManyUnits() {
        String page = "You have zero, tiny or huge rows";
        double ours = loss(new CosFace(8, 0.35));
        for (String key : new String[] {"1e-13", "1e200"}) {
            DMatrixRMaj x = x();
            CommonOps_DDRM.scale(Double.parseDouble(key), x);
            assertCell(page, key, 1, same(ours, new CosFace(8, 0.35).forward(x, weights(), Y)));
        }
        DMatrixRMaj tiny = x();
        CommonOps_DDRM.divide(tiny, 10); // 1e-13 / 1e-12
        assertCell(page, "1e-13", 2, mean(losses(withTargets(logits(tiny, 8), 8, cos -> cos - 0.35))));
        assertCell(page, "1e200", 2, mean(losses(withTargets(new DMatrixRMaj(5, 4), 8, cos -> cos - 0.35))));
    }

    @Test
    void centers() {
        String page = "Your centers move too little, or too much";
        Parameters centers = Parameters.ofCenters(w());
        DMatrixRMaj sum = new Center().backward(x(), centers, Y).gradients().centers();
        double way = sum.get(0) / 3; // the first coordinate of the way to the mean of the three samples
        double delta = Center.delta(x(), w(), Y).get(0);
        double mean = new Center(Reduction.MEAN)
                .backward(x(), centers, Y)
                .gradients()
                .centers()
                .get(0);
        assertEquals(sum.get(0) / 4, delta, 1e-15);
        assertCell(page, "paper", 2, 0.5 * delta / way);
        assertCell(page, "caffe-face", 2, 0.1 * delta / way);
        assertCell(page, "Deeplearning4j", 2, 0.05 * delta / way);
        assertCell(page, "pytorch-center-loss", 2, 0.5 * 2 * mean / way);
        assertCell(page, "facenet", 2, (1 - 0.95) * sum.get(0) / way);
    }

    /** In single precision, the expanded square of a distance can be 0 although the distance is not. */
    @Test
    void expandedSquares() {
        float x = 800.01f;
        float c = 800;
        Parameters centers = Parameters.ofCenters(new DMatrixRMaj(new double[][] {{c}}));
        double ours = new Center().forward(new DMatrixRMaj(new double[][] {{x}}), centers, new int[1]);
        assertFound("the squared distance of 800.01 and 800, which is ([^,]+),", 2 * ours);
        assertFound("computes (\\d+) for the squared distance of 800\\.01 and 800", x * x + c * c - 2 * (x * c));
    }
}
