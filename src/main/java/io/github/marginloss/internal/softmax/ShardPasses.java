package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Tangent;
import io.github.marginloss.internal.row.TargetRule;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The passes of {@link SoftmaxTerm}, one at a time, over shards. Each pass returns a value for the next one, which can
 * be sent to another process. Arguments must have been checked.
 *
 * @param head the description of the logits
 * @param features X of the batch, m×d. Not modified.
 * @param samples the samples that take part, with their target classes
 * @param classes n
 */
public record ShardPasses(Head.Softmax head, RowSource features, Samples samples, int classes) {

    /**
     * Replaces the margin rule of a head by the margin of each sample, so that the rule, which may know all classes,
     * need not be sent.
     *
     * @param head the description of the logits
     * @param features X of the batch. Not modified.
     * @param samples the samples that take part, with their target classes
     * @return a head with the same logits for these samples
     */
    public static Head.Softmax resolved(Head.Softmax head, RowSource features, Samples samples) {
        boolean plain = !(head instanceof Head.Cosine cosine)
                || cosine.margin() instanceof Margin
                || cosine.margin() instanceof NormMargin;
        if (plain) {
            return head;
        }
        Head.Cosine cosine = (Head.Cosine) head;
        Margin[] margins = new Margin[samples.batch()];
        Tangent scratch = new Tangent(features.columns());
        for (int k = 0; k < samples.labels().length; k++) {
            int place = samples.place(k);
            Real norm = scratch.load(features, place).norm();
            margins[place] = TargetRule.of(cosine.margin(), place, samples.labels()[k], norm, features);
        }
        return new Head.Cosine(cosine.scale(), new MarginOfEach(margins), cosine.smoothing());
    }

    /** The margin of each sample of a batch. */
    private record MarginOfEach(Margin... margins) implements MarginRule {
        @Override
        public Margin margin(int sample, int label, double norm) {
            return margins[sample];
        }
    }

    /** Returns the targets of those samples whose target class is at hand, and the extent of these classes. */
    public Targets targets(Shard shard) {
        Inputs inputs = inputs(shard, shard.rows(samples.labels()));
        try (Parallel parallel = Parallel.forRows((long) inputs.samples() * inputs.dimension())) {
            Geometry geometry = LoadedBatch.geometry(head, features, samples, inputs, null, true, parallel);
            Target[] targets = new Target[inputs.samples()];
            parallel.forEachRow(targets.length, LoadedBatch.SAMPLES, () -> {
                Tangent scratch = new Tangent(inputs.dimension());
                return i -> targets[i] = geometry.isHere(i) ? geometry.target(i, scratch) : null;
            });
            return new Targets(targets, geometry.targets.extent());
        }
    }

    /**
     * Runs the first pass.
     *
     * @param targets the targets of all samples. Not modified.
     * @param shard the classes at hand. Not modified.
     * @param weighted whether ∂L/∂X will be wanted
     * @return the statistics of these classes
     */
    public ShardSums scan(Targets targets, Shard shard, boolean weighted) {
        try (Parallel parallel = threads(shard)) {
            int[] rows = shard.rows(samples.labels());
            LoadedBatch batch = batch(inputs(shard, rows).forScan(), targets, false, parallel);
            KeptExponentials none = KeptExponentials.none(batch.inputs());
            return ShardSums.of(batch, FirstPass.of(batch, head.smoothing(), none, weighted, parallel));
        } finally {
            KernelChoice.considerVectors();
        }
    }

    /**
     * The results for the samples.
     *
     * @param losses l of the samples that take part
     * @param factors the factors for the second pass
     */
    public record Finished(Real[] losses, SampleFactors factors) {}

    /**
     * Computes the results of the samples.
     *
     * @param whole the statistics of all classes. Not modified.
     * @param coefficients a of the samples that take part. Not modified.
     * @param gradient receives ∂L/∂X of the batch, and already has its shape; null = not wanted. Modified.
     * @return the losses, and the factors for the second pass
     */
    public Finished finish(ShardSums whole, Real[] coefficients, RowSink gradient) {
        int m = coefficients.length;
        DMatrixRMaj own = new DMatrixRMaj(gradient == null ? 0 : m, features.columns());
        int[] rows = new int[m];
        for (int i = 0; i < m; i++) {
            rows[i] = gradient == null ? Shard.ELSEWHERE : i;
            if (gradient != null) {
                System.arraycopy(whole.own()[i], 0, own.data, i * own.numCols, own.numCols);
            }
        }
        // only the classes of the targets are at hand
        Shard shard = Shard.of(new DoubleRows(own), null, classes, 0);
        try (Parallel parallel = Parallel.forRows((long) m * features.columns())) {
            LoadedBatch batch = batch(inputs(shard, rows), whole.targets(), true, parallel);
            FirstPass first = new FirstPass(whole.blocks(batch), whole.classes());
            SampleResults results = new SampleResults(batch, first, head.smoothing(), parallel);
            Real[] losses = new Real[m];
            for (int i = 0; i < m; i++) {
                losses[i] = results.loss(i);
            }
            if (gradient != null) {
                var writer = samples.writer(results.features(coefficients));
                GradientRows.write(samples.batch(), LoadedBatch.SAMPLES, gradient, null, List.of(writer), parallel);
            }
            return new Finished(losses, results.factors(coefficients));
        }
    }

    /**
     * Runs the second pass.
     *
     * @param targets the targets of all samples. Not modified.
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param shard the classes at hand. Not modified.
     * @param weights receives ∂L/∂W of these classes, and already has its shape; null = not wanted. Modified.
     * @param bias receives ∂L/∂b of these classes, and already has its shape; null = not wanted. Modified.
     */
    public void gradients(Targets targets, SampleFactors factors, Shard shard, RowSink weights, RowSink bias) {
        if (weights == null && bias == null) {
            return;
        }
        try (Parallel parallel = threads(shard)) {
            LoadedBatch batch = batch(inputs(shard, shard.rows(samples.labels())), targets, true, parallel);
            Tiling tiling = batch.inputs().tiling();
            int count = shard.weights().rows();
            var writer = SecondPass.of(batch, factors, null);
            // if M grows from tile to tile, the tiles must come in the order of the first pass
            boolean bounded = batch.blocks().length == 0 || FirstPass.bounds(batch)[0] != null;
            int[] runs = bounded ? tiling.eachTile(count) : tiling.eachRange(count);
            GradientRows.write(runs, count, tiling.tile(), weights, bias, List.of(writer), parallel);
        }
    }

    private LoadedBatch batch(Inputs inputs, Targets targets, boolean tangents, Parallel parallel) {
        Geometry geometry = LoadedBatch.geometry(head, features, samples, inputs, targets, tangents, parallel);
        return LoadedBatch.of(inputs, geometry, parallel);
    }

    private Inputs inputs(Shard shard, int... rows) {
        int count = shard.weights().rows();
        int first = shard.numbers() == null ? shard.first() : -1;
        Tiling tiling = Tiling.ofShard(features.rows(), features.columns(), classes, first, count);
        return new Inputs(samples.rows(features), shard, rows, KernelChoice.serving(), tiling);
    }

    private Parallel threads(Shard shard) {
        return Parallel.forProduct(SoftmaxTerm.multiplications(features, shard.weights()));
    }

    /**
     * Returns the ranges of classes that an evaluation is divided into.
     *
     * @param samples m
     * @param dimension d
     * @param classes n
     * @return the first class of each range, and n
     */
    public static int[] ranges(int samples, int dimension, int classes) {
        Tiling tiling = Tiling.of(samples, dimension, classes);
        int[] firsts = new int[tiling.ranges() + 1];
        for (int range = 0; range < firsts.length; range++) {
            firsts[range] = tiling.firstClass(range, classes);
        }
        return firsts;
    }
}
