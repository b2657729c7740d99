package io.github.marginloss.study.picture;

import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.study.cases.Angled;
import io.github.marginloss.study.measure.Distance;
import java.awt.Graphics2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * The error of a loss, and of its gradient with respect to the target's logit, against the lead of the target class.
 */
public final class ConfidencePicture implements Picture {

    private static final int DRAWS = 40;
    private static final int DIMENSION = 16;
    private static final int CLASSES = 10;
    private static final int STEP = 7;
    private static final int LARGEST = 700;

    private final List<Curve> losses = List.of(
            Curve.of("log Σ exp(z − M) + M − z_y", "#bd1f01", 2),
            Curve.of("−log p_y", "#ffa90e", 2, 6, 3),
            Curve.of("log1p Σ exp(z_j − z_y), logits in double", "#3f90da", 2),
            Curve.of("marginloss", "#222222", 2.4));
    private final List<Curve> slopes = List.of(
            Curve.of("p_y − 1", "#bd1f01", 2),
            Curve.of("−T/(1 + T), logits in double", "#3f90da", 2),
            Curve.of("marginloss, ∂L/∂X", "#222222", 2.4));

    /** Computes the errors. */
    public ConfidencePicture() {
        RandomGenerator random = new SplittableRandom(2);
        for (int lead = 0; lead <= LARGEST; lead += STEP) {
            double[] lossErrors = new double[losses.size()];
            double[] slopeErrors = new double[slopes.size()];
            for (int draw = 0; draw < DRAWS; draw++) {
                errors(random, lead, lossErrors, slopeErrors);
            }
            for (int k = 0; k < losses.size(); k++) {
                losses.get(k).add(lead, lossErrors[k]);
            }
            for (int k = 0; k < slopes.size(); k++) {
                slopes.get(k).add(lead, slopeErrors[k]);
            }
        }
    }

    /** Adds the errors for one sample, with the s that gives it a certain lead. */
    private static void errors(RandomGenerator random, double lead, double[] lossErrors, double[] slopeErrors) {
        Angled pair = Angled.make(random, DIMENSION, 0.3);
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {pair.x()});
        DMatrixRMaj w = new DMatrixRMaj(CLASSES, DIMENSION);
        for (int k = 0; k < w.data.length; k++) {
            w.data[k] = k < DIMENSION ? pair.w()[k] : random.nextGaussian();
        }
        Parameters classes = Parameters.ofWeights(w);
        double[] cosines = new CosFace(1, 0).logits(x, classes).data;
        double best = -1;
        for (int j = 1; j < CLASSES; j++) {
            best = Math.max(best, cosines[j]);
        }
        Loss loss = new CosFace(Math.max(1, lead / (cosines[0] - best)), 0);
        double[] z = ((CosFace) loss).logits(x, classes).data;
        Evaluation truth = Reference.of(loss).backward(x, classes, new int[] {0});
        Evaluation ours = loss.backward(x, classes, new int[] {0});
        double[] plain = {PlainEntropy.logSumExp(z), PlainEntropy.minusLog(z), PlainEntropy.log1p(z), ours.loss()};
        for (int k = 0; k < plain.length; k++) {
            lossErrors[k] = Math.max(lossErrors[k], Distance.ulps(truth.loss(), plain[k]));
        }
        // p_y − 1 = −(1 − e^−l)
        double slope = Math.expm1(-truth.loss());
        double[] gradient = truth.gradients().features().data;
        double[] slopes = {
            Distance.ulps(slope, PlainEntropy.probability(z) - 1),
            Distance.ulps(slope, PlainEntropy.slope(z)),
            Distance.eps(gradient, ours.gradients().features().data, 0, DIMENSION)
        };
        for (int k = 0; k < slopes.length; k++) {
            slopeErrors[k] = Math.max(slopeErrors[k], slopes[k]);
        }
    }

    @Override
    public String name() {
        return "error-confidence";
    }

    @Override
    public int width() {
        return 2 * ErrorPlot.WIDTH;
    }

    @Override
    public int height() {
        return ErrorPlot.height(losses.size());
    }

    @Override
    public void draw(Graphics2D g) {
        String lead = "lead of the target class, nats";
        ErrorPlot.draw(g, 0, "loss", ErrorPlot.numbers(lead, 0, LARGEST, 100), "error, ulp", losses);
        ErrorPlot.draw(
                g, 1, "gradient of the loss", ErrorPlot.numbers(lead, 0, LARGEST, 100), "error, ulp or eps", slopes);
    }
}
