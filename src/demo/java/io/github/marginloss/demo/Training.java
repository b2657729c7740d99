package io.github.marginloss.demo;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.demo.data.Batches;
import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.network.Adam;
import io.github.marginloss.demo.network.Learned;
import io.github.marginloss.demo.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * Trains the embedding network with a loss. All chance comes from the seed: the same seed gives the same bits.
 *
 * @param dimension d of the features
 * @param epochs how often the images are gone through
 * @param seed of the first weights, the order of the images and the noise
 * @param storage what features, and what the loss learns, are stored as
 */
public record Training(int dimension, int epochs, long seed, Storage storage) {

    private static final int BATCH = 64;
    /** Deviation of the noise on the standardised pixels; without it the network learns so few images by heart. */
    private static final double NOISE = 0.3;
    /** α of the center step. */
    private static final double CENTER_RATE = 0.5;

    /**
     * Trains.
     *
     * @param recipe the loss
     * @param digits the images. Not modified.
     * @param afterEpoch is run after each epoch
     */
    public Trained run(Recipe recipe, Digits digits, Runnable afterEpoch) {
        long start = System.nanoTime();
        Random random = new Random(seed);
        Network network = new Network(digits.pixels().numCols, dimension, random);
        Batches batches = new Batches(digits, BATCH, NOISE, random);
        int steps = epochs * batches.perEpoch();
        Classes classes = storage.classes(
                parameters(recipe.schedule().at(0, steps).uses(), digits.classes(), random), batches.size());
        List<Learned> weights = new ArrayList<>(network.weights());
        weights.addAll(classes.weights());
        Adam adam = new Adam(weights, steps);

        for (int step = 0; step < steps; step++) {
            batches.advance();
            Loss loss = recipe.schedule().at(step, steps);
            DMatrixRMaj features = network.forward(batches.pixels());
            network.backward(classes.evaluate(loss, features, batches.labels()));
            classes.moveCenters(CENTER_RATE, features, batches.labels());
            adam.step();
            if ((step + 1) % batches.perEpoch() == 0) {
                afterEpoch.run();
            }
        }
        return new Trained(recipe, network, classes, (System.nanoTime() - start) / 1e9);
    }

    /** What the loss learns beside the network: random class weights, biases and centers of 0. */
    private Parameters parameters(Set<Kind> kinds, int classes, Random random) {
        return new Parameters(
                Network.normal(classes, dimension, Math.sqrt(2.0 / dimension), random),
                kinds.contains(Kind.BIAS) ? new DMatrixRMaj(classes, 1) : null,
                kinds.contains(Kind.CENTERS) ? new DMatrixRMaj(classes, dimension) : null);
    }
}
