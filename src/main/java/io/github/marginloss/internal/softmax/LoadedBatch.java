package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Head;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Tangent;
import java.util.Arrays;

/**
 * The samples, loaded in blocks, with the geometry that has loaded them. Every pass begins with these. Loading calls
 * margins, which may fail; afterwards the batch is only read.
 *
 * @param inputs the inputs
 * @param geometry the geometry of these inputs
 * @param blocks the samples
 */
record LoadedBatch(Inputs inputs, Geometry geometry, SampleBlock[] blocks) {

    /** Samples per task in loops that treat each sample by itself. */
    static final int SAMPLES = 16;

    /** Loads all samples. */
    static LoadedBatch of(Inputs inputs, Geometry geometry, Parallel parallel) {
        return new LoadedBatch(inputs, geometry, blocks(inputs, geometry, 0, inputs.blocks(), parallel));
    }

    /** Loads blocks of samples, from one (inclusive) to another (exclusive). */
    static SampleBlock[] blocks(Inputs inputs, Geometry geometry, int from, int to, Parallel parallel) {
        SampleBlock[] blocks = new SampleBlock[to - from];
        parallel.forEach(blocks.length, () -> b -> blocks[b] = new SampleBlock(inputs, from + b));
        int size = inputs.tiling().block();
        int first = from * size;
        int end = Math.min(to * size, inputs.samples());
        parallel.forEachRow(end - first, SAMPLES, () -> {
            Tangent scratch = new Tangent(inputs.dimension());
            return i -> geometry.loadSample(blocks[i / size], i % size, scratch);
        });
        return blocks;
    }

    /**
     * Returns the geometry of a head.
     *
     * @param head the description of the logits
     * @param features of the batch. Not modified.
     * @param samples the samples that take part
     * @param inputs the inputs
     * @param targets the targets that are known, or null. Not modified.
     * @param tangents whether tangents are also wanted for samples whose target is already known
     * @param parallel the threads
     */
    static Geometry geometry(
            Head.Softmax head,
            RowSource features,
            Samples samples,
            Inputs inputs,
            Targets targets,
            boolean tangents,
            Parallel parallel) {
        Targets known = targets == null ? unknown(head, inputs, parallel) : targets;
        return head instanceof Head.Cosine cosine
                ? CosineGeometry.of(cosine.scale(), cosine.margin(), features, samples, inputs, known, tangents)
                : LinearGeometry.of(inputs, known);
    }

    /** Returns targets that are still to be computed, with the extent of the classes at hand. */
    private static Targets unknown(Head.Softmax head, Inputs inputs, Parallel parallel) {
        Extent extent = head instanceof Head.Linear ? Extent.of(inputs, parallel) : null;
        return new Targets(new Target[inputs.samples()], extent);
    }

    /** {@return the entries of each block} */
    double[][] perBlock(double... entries) {
        return Arrays.stream(blocks)
                .map(block -> Arrays.copyOfRange(entries, block.first, block.first + block.count))
                .toArray(double[][]::new);
    }

    /** {@return the block of a sample} */
    SampleBlock block(int sample) {
        return blocks[inputs.blockOf(sample)];
    }
}
