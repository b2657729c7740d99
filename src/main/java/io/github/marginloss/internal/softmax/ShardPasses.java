package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Tangent;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The passes of {@link SoftmaxTerm}, one at a time, over shards. Each pass leaves a value for the next that can be sent
 * to another process. Arguments must have been checked.
 *
 * @param head the description of the logits
 * @param features X of the batch, m×d. Not modified.
 * @param samples the samples that take part, with their target classes
 * @param classes n
 */
public record ShardPasses(Head.Softmax head, RowSource features, Samples samples, int classes) {

    /** Returns the targets of those samples whose target class is at hand, and the extent of these classes. */
    public Targets targets(Shard shard) {
        RowSource own = samples.rows(features);
        Inputs inputs = inputs(own, shard, shard.rows(samples.labels()));
        try (Parallel parallel = Parallel.forRows((long) own.rows() * own.columns())) {
            Geometry geometry = Batch.geometry(head, features, samples, inputs, null, parallel);
            Target[] targets = new Target[own.rows()];
            parallel.forEachRow(targets.length, Batch.SAMPLES, () -> {
                Tangent scratch = new Tangent(own.columns());
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
            Batch batch = batch(shard, shard.rows(samples.labels()), targets, parallel);
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
     * @param factors what the second pass needs
     */
    public record Finished(Real[] losses, SampleFactors factors) {}

    /**
     * Finishes the samples.
     *
     * @param whole the statistics of all classes. Not modified.
     * @param coefficients a of the samples that take part. Not modified.
     * @param gradient receives ∂L/∂X of the batch, and has its shape already; null = not wanted. Modified.
     * @return the losses, and what the second pass needs
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
            Batch batch = batch(shard, rows, whole.targets(), parallel);
            FirstPass first = new FirstPass(whole.blocks(batch), whole.classes());
            SampleResults results = new SampleResults(batch, first, head.smoothing(), parallel);
            Real[] losses = new Real[m];
            for (int i = 0; i < m; i++) {
                losses[i] = results.loss(i);
            }
            if (gradient != null) {
                var writer = samples.writer(results.features(coefficients));
                GradientRows.write(samples.batch(), Batch.SAMPLES, gradient, null, List.of(writer), parallel);
            }
            return new Finished(losses, results.factors(coefficients));
        }
    }

    /**
     * Runs the second pass.
     *
     * @param targets the targets of all samples. Not modified.
     * @param factors what {@link #finish finish} has found. Not modified.
     * @param shard the classes at hand. Not modified.
     * @param weights receives ∂L/∂W of these, and has its shape already; null = not wanted. Modified.
     * @param bias receives ∂L/∂b of these, and has its shape already; null = not wanted. Modified.
     */
    public void gradients(Targets targets, SampleFactors factors, Shard shard, RowSink weights, RowSink bias) {
        try (Parallel parallel = threads(shard)) {
            Batch batch = batch(shard, shard.rows(samples.labels()), targets, parallel);
            Tiling tiling = batch.inputs().tiling();
            int count = shard.weights().rows();
            var writer = SecondPass.of(batch, factors, null);
            // where M grows from tile to tile, these follow each other as in the first pass
            boolean bounded = batch.blocks().length == 0 || FirstPass.bounds(batch)[0] != null;
            int[] runs = bounded ? tiling.eachTile(count) : tiling.eachRange(count);
            GradientRows.write(runs, count, tiling.tile(), weights, bias, List.of(writer), parallel);
        }
    }

    private Batch batch(Shard shard, int[] rows, Targets targets, Parallel parallel) {
        RowSource own = samples.rows(features);
        Inputs inputs = inputs(own, shard, rows);
        return Batch.of(inputs, Batch.geometry(head, features, samples, inputs, targets, parallel), parallel);
    }

    private Inputs inputs(RowSource own, Shard shard, int... rows) {
        int count = shard.weights().rows();
        int first = shard.numbers() == null ? shard.first() : -1;
        Tiling tiling = Tiling.ofShard(features.rows(), features.columns(), classes, first, count);
        return new Inputs(own, shard, rows, KernelChoice.serving(), tiling);
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
