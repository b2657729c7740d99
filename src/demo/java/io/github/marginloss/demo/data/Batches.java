package io.github.marginloss.demo.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The samples in a new order each epoch, a batch at a time, with noise on them. What does not fill a batch waits for
 * another epoch.
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
     * @param size samples a batch; all of them, if there are fewer
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

    /** Samples a batch. */
    public int size() {
        return labels.length;
    }

    /** Batches an epoch. */
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
