package io.github.marginloss.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** Training with an external optimiser: the library computes losses and gradients, and everything else is a loop. */
class OwnOptimiserTest {

    private static final int CLASSES = 5;
    private static final int PER_CLASS = 12;
    private static final int D = 6;

    private final DMatrixRMaj inputs = new DMatrixRMaj(CLASSES * PER_CLASS, D);
    private final int[] labels = new int[CLASSES * PER_CLASS];
    private final DMatrixRMaj weights;

    OwnOptimiserTest() {
        Random random = new Random(3);
        DMatrixRMaj means = RandomMatrices_DDRM.rectangle(CLASSES, D, -1, 1, random);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % CLASSES;
            for (int k = 0; k < D; k++) {
                inputs.set(i, k, means.get(labels[i], k) + 0.15 * random.nextGaussian());
            }
        }
        weights = RandomMatrices_DDRM.rectangle(CLASSES, D, -0.1, 0.1, random);
    }

    private double accuracy(MarginLoss loss, Parameters parameters) {
        DMatrixRMaj scores = loss.logits(inputs, parameters);
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int j = 1; j < CLASSES; j++) {
                best = scores.get(i, j) > scores.get(i, best) ? j : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** v ← 0.9 v + ∂L/∂W, W ← W − rate v. */
    @Test
    void momentum() {
        MarginLoss loss = new CosFace(16, 0.2);
        Parameters parameters = Parameters.ofWeights(weights);
        Gradients gradients = Gradients.like(inputs, parameters);
        DMatrixRMaj velocity = new DMatrixRMaj(CLASSES, D);
        double value = 0;
        for (int step = 0; step < 100; step++) {
            value = loss.evaluate(inputs, parameters, labels, null, gradients);
            CommonOps_DDRM.scale(0.9, velocity);
            CommonOps_DDRM.addEquals(velocity, gradients.weights());
            CommonOps_DDRM.addEquals(weights, -0.01, velocity);
        }
        assertTrue(value < 0.1, "loss " + value);
        assertEquals(1, accuracy(loss, parameters));
    }

    /** Adam (Kingma and Ba, 2015) for one matrix. */
    private static final class Adam {
        private final double[] mean;
        private final double[] square;
        private int step;

        Adam(DMatrixRMaj shape) {
            mean = new double[shape.getNumElements()];
            square = new double[shape.getNumElements()];
        }

        void step(DMatrixRMaj value, DMatrixRMaj gradient, double rate) {
            step++;
            for (int k = 0; k < mean.length; k++) {
                double g = gradient.data[k];
                mean[k] += 0.1 * (g - mean[k]);
                square[k] += 0.001 * (g * g - square[k]);
                double m = mean[k] / (1 - Math.pow(0.9, step));
                double v = square[k] / (1 - Math.pow(0.999, step));
                value.data[k] -= rate * m / (Math.sqrt(v) + 1e-8);
            }
        }
    }

    /** A linear layer before the head: X = inputs·A, so ∂L/∂A = inputsᵀ·∂L/∂X. */
    @Test
    void adamThroughALayer() {
        MarginLoss loss = new ArcFace(16, 0.3);
        DMatrixRMaj layer = CommonOps_DDRM.identity(D);
        DMatrixRMaj layerGradient = new DMatrixRMaj(D, D);
        DMatrixRMaj features = new DMatrixRMaj(labels.length, D);
        Parameters parameters = Parameters.ofWeights(weights);
        Gradients gradients = Gradients.like(features, parameters);
        Adam forLayer = new Adam(layer);
        Adam forWeights = new Adam(weights);
        double value = 0;
        for (int step = 0; step < 150; step++) {
            CommonOps_DDRM.mult(inputs, layer, features);
            value = loss.evaluate(features, parameters, labels, null, gradients);
            CommonOps_DDRM.multTransA(inputs, gradients.features(), layerGradient);
            forLayer.step(layer, layerGradient, 0.01);
            forWeights.step(weights, gradients.weights(), 0.01);
        }
        assertTrue(value < 0.05, "loss " + value);
        CommonOps_DDRM.mult(inputs, layer, features);
        inputs.setTo(features);
        assertEquals(1, accuracy(loss, parameters));
    }

    /** λ falls during training: every step creates a new loss, which takes almost no time. */
    @Test
    void sphereFaceWithItsSchedule() {
        SphereFace.Annealing schedule = new SphereFace.Annealing(100, 0.1, 1, 1);
        Parameters parameters = Parameters.ofWeights(weights);
        Gradients gradients = Gradients.like(inputs, parameters);
        CommonOps_DDRM.scale(8, inputs); // the logits are ‖x‖ cos θ
        Adam adam = new Adam(weights);
        for (int step = 0; step < 150; step++) {
            Loss loss = new SphereFace(3, schedule.lambda(step));
            loss.evaluate(inputs, parameters, labels, null, gradients);
            adam.step(weights, gradients.weights(), 0.01);
        }
        MarginLoss last = new SphereFace(3, schedule.lambda(150));
        assertTrue(last.forward(inputs, parameters, labels) < 0.2, "loss " + last.forward(inputs, parameters, labels));
        assertEquals(1, accuracy(last, parameters));
    }

    /** Joint supervision: class weights follow their gradient, centers the published step c ← c − ½ Δc. */
    @Test
    void centersByTheirOwnStep() {
        Loss loss = new Softmax().plus(0.01, new Center(Reduction.MEAN));
        DMatrixRMaj centers = new DMatrixRMaj(CLASSES, D);
        DMatrixRMaj bias = new DMatrixRMaj(CLASSES, 1);
        Parameters parameters = Parameters.ofWeights(weights, bias).withCenters(centers);
        // ∂L/∂C is not wanted, because the centers have their own step
        Gradients gradients = new Gradients(null, new DMatrixRMaj(), new DMatrixRMaj(), null);
        for (int step = 0; step < 200; step++) {
            loss.evaluate(inputs, parameters, labels, null, gradients);
            CommonOps_DDRM.addEquals(weights, -1, gradients.weights());
            CommonOps_DDRM.addEquals(bias, -1, gradients.bias());
            CommonOps_DDRM.addEquals(centers, -0.5, Center.delta(inputs, centers, labels));
        }
        assertEquals(1, accuracy(new Softmax(), Parameters.ofWeights(weights, bias)));
        // the centers are the means of their classes
        for (int k = 0; k < D; k++) {
            double mean = 0;
            for (int i = 0; i < labels.length; i++) {
                mean += labels[i] == 2 ? inputs.get(i, k) / PER_CLASS : 0;
            }
            assertEquals(mean, centers.get(2, k), 1e-12);
        }
    }
}
