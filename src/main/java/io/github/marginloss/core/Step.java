package io.github.marginloss.core;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * The inputs of one step and how it is cut; and, by its two implementations, what a linear and a cosine head do each in
 * its own way. Nothing here is modified.
 */
abstract class Step {

    /** Sums of products up to 2^LIMIT, of any length, are finite. */
    static final int LIMIT = 960;

    /**
     * The exponent of the factor that exponentials share: small ones stay normal numbers, and sums of E·ŵ are finite.
     */
    static final int SHIFT = 600;

    /** Multiplications of one product that make it worth to wake other threads. */
    private static final double WORTHWHILE = 2e6;

    /** Samples that are one task where each is treated by itself. */
    private static final int SAMPLES = 16;

    /** X, m×d. */
    final DMatrixRMaj features;
    /** W, n×d. */
    final DMatrixRMaj weights;
    /** y, or null where nothing but margin-free logits is wanted. */
    final int[] labels;

    final Tiling tiling;
    final Parallel parallel;

    Step(DMatrixRMaj features, DMatrixRMaj weights, int[] labels, Tiling tiling) {
        this.features = features;
        this.weights = weights;
        this.labels = labels;
        this.tiling = tiling;
        parallel = Parallel.of((double) samples() * dimension() * classes() > WORTHWHILE);
    }

    static Step of(
            Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, int[] labels, Tiling tiling) {
        return head instanceof Head.Cosine cosine
                ? new CosineStep(cosine, features, weights, labels, tiling)
                : new LinearStep(features, weights, bias, labels, tiling);
    }

    /** The binary exponent of the factor that all exponentials E share: sums of E·w must not overflow. */
    abstract int shift();

    /** Makes room for a block of samples. */
    abstract SampleBlock block(int number);

    /** Room for a tile of classes. */
    abstract ClassTile tile();

    /** Loads the blocks of samples from one (inclusive) to another (exclusive). */
    final SampleBlock[] blocks(int from, int to) {
        SampleBlock[] blocks = new SampleBlock[to - from];
        parallel.forEach(blocks.length, () -> b -> blocks[b] = block(from + b));
        int first = from * tiling.block();
        int end = Math.min(to * tiling.block(), samples());
        parallel.forEachRow(end - first, SAMPLES, () -> {
            double[] row = new double[dimension()];
            return i -> blocks[i / tiling.block()].load(i % tiling.block(), row);
        });
        return blocks;
    }

    /** Runs over the samples; the bodies have scratch memory of one thread. */
    final void forEachSample(Supplier<IntConsumer> bodies) {
        parallel.forEachRow(samples(), SAMPLES, bodies);
    }

    final int samples() {
        return features.numRows;
    }

    /** The block that a sample is in. */
    int blockOf(int sample) {
        return sample / tiling.block();
    }

    final int dimension() {
        return features.numCols;
    }

    final int classes() {
        return weights.numRows;
    }
}
