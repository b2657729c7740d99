package io.github.marginloss.demo;

import io.github.marginloss.Loss;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.demo.data.Batches;
import io.github.marginloss.demo.data.Samples;
import io.github.marginloss.demo.network.Adam;
import io.github.marginloss.demo.network.Learned;
import io.github.marginloss.demo.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Trains the embedding network with a loss. All chance comes from the seed: the same seed gives the same bits.
 *
 * @param dimension d of the features
 * @param budget how long it goes on, and how fast
 * @param seed of the initial weights, the order of the samples, the noise, and margins that are drawn
 * @param storage what features, and what the loss learns, are stored as
 */
public record Training(int dimension, Budget budget, long seed, Storage storage) {

    /** Deviation of the noise on the standardised inputs; without it the network learns so few samples by heart. */
    private static final double NOISE = 0.3;
    /** α of the center step. */
    private static final double CENTER_RATE = 0.5;
    /** α of the mean and the deviation of feature norms, as the published AdaFace is run. */
    private static final double NORM_RATE = 0.01;

    /**
     * Trains.
     *
     * @param recipe the loss
     * @param samples the samples. Not modified.
     * @param afterStep is run after each step
     */
    public Trained run(Recipe recipe, Samples samples, Runnable afterStep) {
        Random random = new Random(seed);
        Network network = new Network(samples.inputs().numCols, dimension, random);
        Batches batches = new Batches(samples, budget.batch(), NOISE, random);
        // its random numbers are of its own, so that all losses meet the same batches
        State state = State.start(budget.steps(), counts(samples), new Random(~seed));
        Classes classes = storage.classes(
                parameters(recipe.schedule().at(state).uses(), samples.classes(), random), batches.size());
        List<Learned> weights = new ArrayList<>(network.weights());
        weights.addAll(classes.weights());
        Adam adam = new Adam(weights, budget.steps(), budget.rate());

        for (int step = 0; step < budget.steps(); step++) {
            batches.advance();
            DMatrixRMaj features = network.forward(batches.inputs());
            // the first batch alone says more about the norms than what stands before it
            NormStatistics norms = classes.norms(state.norms(), features, step == 0 ? 1 : NORM_RATE);
            state = state.with(
                    step,
                    batches.size(),
                    norms,
                    () -> classes.targetCosines(recipe.scorer(), features, batches.labels()));
            Loss loss = recipe.schedule().at(state);
            network.backward(classes.evaluate(loss, features, batches.labels()));
            classes.moveCenters(CENTER_RATE, features, batches.labels());
            adam.step();
            afterStep.run();
        }
        return new Trained(recipe, network, classes);
    }

    /** How many samples each class has, taken as 1 where there is none: margins by frequency need one. */
    private static int[] counts(Samples samples) {
        int[] counts = new int[samples.classes()];
        IntStream.of(samples.labels()).forEach(label -> counts[label]++);
        return IntStream.of(counts).map(count -> Math.max(1, count)).toArray();
    }

    /** What the loss learns beside the network: random class weights, biases and centers of 0. */
    private Parameters parameters(Set<Kind> kinds, int classes, Random random) {
        return new Parameters(
                Network.normal(classes, dimension, Math.sqrt(2.0 / dimension), random),
                kinds.contains(Kind.BIAS) ? new DMatrixRMaj(classes, 1) : null,
                kinds.contains(Kind.CENTERS) ? new DMatrixRMaj(classes, dimension) : null);
    }
}
