package io.github.marginloss.shard;

import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * A step of a batch over shards, each with its own class weights. Everything that is sent between them is serialized.
 */
public final class Sharded {

    private final ShardedStep step;
    private final Batch batch;
    private final int[] cuts;
    /** The order in which the shards happen to answer. */
    private final List<Integer> order = new ArrayList<>();

    private Sharded(HeadLoss loss, Batch batch, long seed, int... cuts) {
        this.batch = batch;
        this.cuts = cuts;
        int classes = batch.parameters().weights().numRows;
        step = ShardedStep.of(loss, batch.features(), batch.labels(), classes);
        for (int k = 0; k + 1 < cuts.length; k++) {
            order.add(k);
        }
        Collections.shuffle(order, new Random(seed));
    }

    /**
     * Runs a step.
     *
     * @param seed decides the order in which the shards answer
     * @param cuts the first class of each shard, and n
     */
    public static Evaluation evaluate(HeadLoss loss, Batch batch, long seed, int... cuts) {
        return new Sharded(loss, batch, seed, cuts).evaluate();
    }

    private Evaluation evaluate() {
        List<ShardTargets> targets = new ArrayList<>();
        for (int k : order) {
            targets.add(sent(sent(step).targets(cuts[k], rows(k))));
        }
        ShardTargets all = sent(ShardTargets.merge(targets));
        List<ShardStatistics> statistics = new ArrayList<>();
        for (int k : order) {
            statistics.add(sent(sent(step).scan(all, cuts[k], rows(k))));
        }
        ShardedResult result = step.finish(ShardStatistics.merge(statistics));
        Gradients whole = Gradients.like(batch.features(), batch.parameters()).withFeatures(result.featureGradient());
        for (int k : order) {
            Parameters rows = rows(k);
            Gradients own =
                    new Gradients(null, new DMatrixRMaj(), rows.bias() == null ? null : new DMatrixRMaj(), null);
            sent(step).gradients(sent(result.factors()), cuts[k], rows, own);
            insert(own.weights(), whole.weights(), cuts[k]);
            if (rows.bias() != null) {
                insert(own.bias(), whole.bias(), cuts[k]);
            }
        }
        return new Evaluation(result.loss(), result.sampleLosses(), whole);
    }

    private Parameters rows(int shard) {
        DMatrixRMaj bias = batch.parameters().bias();
        return Parameters.ofWeights(rows(batch.parameters().weights(), shard), bias == null ? null : rows(bias, shard));
    }

    private DMatrixRMaj rows(DMatrixRMaj matrix, int shard) {
        DMatrixRMaj rows = new DMatrixRMaj(cuts[shard + 1] - cuts[shard], matrix.numCols);
        System.arraycopy(matrix.data, cuts[shard] * matrix.numCols, rows.data, 0, rows.getNumElements());
        return rows;
    }

    private static void insert(DMatrixRMaj rows, DMatrixRMaj into, int first) {
        System.arraycopy(rows.data, 0, into.data, first * into.numCols, rows.getNumElements());
    }

    /** The value after serialization. */
    @SuppressWarnings("unchecked")
    static <T> T sent(T value) {
        try {
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes(value))).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The value as bytes. */
    static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }
}
