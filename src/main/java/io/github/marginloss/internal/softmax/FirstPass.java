package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.CrossEntropy;
import io.github.marginloss.internal.row.Tangent;

/**
 * The first pass. It begins with the samples and their target classes, where a margin may fail. Then, in three acts, statistics are
 * gathered for each block of samples and range of classes ({@link RangeScan}), merged over the ranges
 * ({@link MergedRanges}), and finished as the cross-entropy of every sample. The results are only read afterwards.
 */
final class FirstPass {

    /** Samples per task in loops that treat each sample by itself. */
    static final int SAMPLES = 16;

    final Inputs inputs;
    final Geometry geometry;
    final SampleBlock[] blocks;
    /** The statistics of each block over all classes. */
    final OffTargetStatistics[] statistics;

    final CrossEntropy[] entropies;
    final KeptExponentials kept;
    /** Null for hard labels. */
    final Smoothing smoothing;

    /**
     * Runs the pass.
     *
     * @param inputs the inputs. Not modified.
     * @param geometry the geometry of these inputs. Modified: it learns the samples and their targets.
     * @param epsilon by how much labels are smoothed
     * @param demand what must be kept; its rows are modified
     * @param parallel the threads
     */
    FirstPass(Inputs inputs, Geometry geometry, double epsilon, Demand demand, Parallel parallel) {
        this.inputs = inputs;
        this.geometry = geometry;
        blocks = blocks(inputs, geometry, 0, inputs.blocks(), parallel);
        kept = demand.classes() ? KeptExponentials.of(inputs, demand.rows()) : KeptExponentials.none(inputs);
        smoothing = Smoothing.of(epsilon, inputs, geometry);
        statistics = gatherAndMerge(demand.features(), parallel);
        entropies = new CrossEntropy[inputs.samples()];
        if (smoothing != null) {
            smoothing.finish();
        }
        parallel.forEachRow(inputs.samples(), SAMPLES, () -> i -> entropies[i] = finish(i));
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

    private OffTargetStatistics[] gatherAndMerge(boolean weighted, Parallel parallel) {
        double[][] bounds = bounds();
        int ranges = inputs.tiling().ranges();
        MergedRanges merged = new MergedRanges(inputs, blocks, weighted);
        parallel.forEach(blocks.length * ranges, () -> {
            RangeScan scan = new RangeScan(inputs, geometry, kept, smoothing);
            return task -> {
                int b = task / ranges;
                int range = task % ranges;
                OffTargetStatistics part = merged.empty(b, bounds[b]);
                scan.gather(b, blocks[b], range, part);
                merged.add(b, range, part);
            };
        });
        return merged.all();
    }

    /** The bounds of all blocks; nulls if one block has none. */
    private double[][] bounds() {
        double[][] bounds = new double[blocks.length][];
        for (int b = 0; b < blocks.length; b++) {
            bounds[b] = geometry.bounds(blocks[b]);
            if (bounds[b] == null) {
                return new double[blocks.length][];
            }
        }
        return bounds;
    }

    private CrossEntropy finish(int sample) {
        int b = inputs.blockOf(sample);
        int i = sample - blocks[b].first;
        Real difference = Real.of(statistics[b].origin(i), blocks[b].unit[i]).minus(geometry.targetLogit(sample));
        CrossEntropy hard = CrossEntropy.of(Real.of(statistics[b].sum[i], -geometry.shift()), difference);
        return smoothing == null ? hard : smoothing.apply(blocks[b], i, statistics[b], hard);
    }

    /** {@return S of a sample in size} */
    double size(int b, int i) {
        double sum = statistics[b].sum[i];
        return smoothing == null ? sum : smoothing.size(b, i, sum);
    }

    /** {@return a q of a sample, divided by the factor that all E share} */
    Real factor(int sample, Real[] coefficients) {
        return entropies[sample].factor().times(coefficients[sample]).times(new Real(DD.ONE, -geometry.shift()));
    }
}
