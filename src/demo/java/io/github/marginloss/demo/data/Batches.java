package io.github.marginloss.demo.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The samples, batch by batch, in a new order in each epoch, with noise added to them. Samples that do not fill a batch
 * are left out of the epoch.
 */
public final class Batches {

    private final Samples samples;
    private final double noise;
    private final Random random;
    private final List<Integer> order;
    private final DMatrixRMaj inputs;
    private final int[] labels;
    private int next;

    /**
     * Starts before the first epoch.
     *
     * @param samples the samples. Not modified.
     * @param size the number of samples per batch; if there are fewer samples, all of them
     * @param noise the deviation of the normal noise on each input
     */
    public Batches(Samples samples, int size, double noise, Random random) {
        this.samples = samples;
        this.noise = noise;
        this.random = random;
        order = new ArrayList<>(
                IntStream.range(0, samples.labels().length).boxed().toList());
        labels = new int[Math.min(size, order.size())];
        inputs = new DMatrixRMaj(labels.length, samples.inputs().numCols);
    }

    /** Moves on to the next batch. */
    public void advance() {
        if (next == 0) {
            Collections.shuffle(order, random);
        }
        int columns = inputs.numCols;
        for (int i = 0; i < labels.length; i++) {
            int from = order.get(next * labels.length + i);
            labels[i] = samples.labels()[from];
            for (int k = 0; k < columns; k++) {
                double input = samples.inputs().data[from * columns + k];
                inputs.data[i * columns + k] = input + noise * random.nextGaussian();
            }
        }
        next = (next + 1) % perEpoch();
    }

    /** The number of samples per batch. */
    public int size() {
        return labels.length;
    }

    /** The number of batches per epoch. */
    public int perEpoch() {
        return order.size() / labels.length;
    }

    /** The samples of this batch; overwritten by {@link #advance}. */
    public DMatrixRMaj inputs() {
        return inputs;
    }

    /** The classes of this batch; overwritten by {@link #advance}. */
    public int[] labels() {
        return labels;
    }
}
