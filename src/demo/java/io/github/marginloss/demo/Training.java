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
 * Trains the embedding network with a loss. The seed determines all random numbers: the same seed gives the same bits.
 *
 * @param dimension d of the features
 * @param budget the length and the learning rate
 * @param seed the seed of the initial weights, the order of the samples, the noise, and random margins
 * @param storage the precision of features and of the parameters of the loss
 */
public record Training(int dimension, Budget budget, long seed, Storage storage) {

    /**
     * The deviation of the noise on the standardised inputs. Without noise the network would overfit so few samples.
     */
    private static final double NOISE = 0.3;
    /** α of the center step. */
    private static final double CENTER_RATE = 0.5;
    /** α of the mean and the deviation of feature norms, as in the published AdaFace. */
    private static final double NORM_RATE = 0.01;

    /**
     * Trains.
     *
     * @param recipe the loss
     * @param samples the samples. Not modified.
     * @param afterStep runs after each step
     */
    public Trained run(Recipe recipe, Samples samples, Runnable afterStep) {
        Random random = new Random(seed);
        Network network = new Network(samples.inputs().numCols, dimension, random);
        Batches batches = new Batches(samples, budget.batch(), NOISE, random);
        // a separate source of random numbers, so that all losses get the same batches
        State state = State.start(budget.steps(), counts(samples), new Random(~seed));
        Classes classes = storage.classes(
                parameters(recipe.schedule().at(state).uses(), samples.classes(), random), batches.size());
        List<Learned> weights = new ArrayList<>(network.weights());
        weights.addAll(classes.weights());
        Adam adam = new Adam(weights, budget.steps(), budget.rate());

        for (int step = 0; step < budget.steps(); step++) {
            batches.advance();
            DMatrixRMaj features = network.forward(batches.inputs());
            // the first batch replaces the initial statistics, which say less about the norms
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

    /** The number of samples per class. A class without samples counts as 1, which margins by frequency need. */
    private static int[] counts(Samples samples) {
        int[] counts = new int[samples.classes()];
        IntStream.of(samples.labels()).forEach(label -> counts[label]++);
        return IntStream.of(counts).map(count -> Math.max(1, count)).toArray();
    }

    /** The initial parameters of the loss: random class weights, and biases and centers of 0. */
    private Parameters parameters(Set<Kind> kinds, int classes, Random random) {
        return new Parameters(
                Network.normal(classes, dimension, Math.sqrt(2.0 / dimension), random),
                kinds.contains(Kind.BIAS) ? new DMatrixRMaj(classes, 1) : null,
                kinds.contains(Kind.CENTERS) ? new DMatrixRMaj(classes, dimension) : null);
    }
}
