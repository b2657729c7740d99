package io.github.marginloss.demo.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The images in a new order each epoch, a batch at a time, with noise on them. What does not fill a batch waits for
 * another epoch.
 */
public final class Batches {

    private final Digits digits;
    private final double noise;
    private final Random random;
    private final List<Integer> order;
    private final DMatrixRMaj pixels;
    private final int[] labels;
    private int next;

    /**
     * Starts before the first epoch.
     *
     * @param digits the images. Not modified.
     * @param size images a batch; all of them, if there are fewer
     * @param noise the deviation of the normal noise on each pixel
     */
    public Batches(Digits digits, int size, double noise, Random random) {
        this.digits = digits;
        this.noise = noise;
        this.random = random;
        order = new ArrayList<>(
                IntStream.range(0, digits.labels().length).boxed().toList());
        labels = new int[Math.min(size, order.size())];
        pixels = new DMatrixRMaj(labels.length, digits.pixels().numCols);
    }

    /** Moves on to the next batch. */
    public void advance() {
        if (next == 0) {
            Collections.shuffle(order, random);
        }
        int columns = pixels.numCols;
        for (int i = 0; i < labels.length; i++) {
            int from = order.get(next * labels.length + i);
            labels[i] = digits.labels()[from];
            for (int k = 0; k < columns; k++) {
                double pixel = digits.pixels().data[from * columns + k];
                pixels.data[i * columns + k] = pixel + noise * random.nextGaussian();
            }
        }
        next = (next + 1) % perEpoch();
    }

    /** Images a batch. */
    public int size() {
        return labels.length;
    }

    /** Batches an epoch. */
    public int perEpoch() {
        return order.size() / labels.length;
    }

    /** The images of this batch; overwritten by {@link #advance}. */
    public DMatrixRMaj pixels() {
        return pixels;
    }

    /** The classes of this batch; overwritten by {@link #advance}. */
    public int[] labels() {
        return labels;
    }
}
