package io.github.marginloss.spark;

import io.github.marginloss.MarginLoss;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.ejml.data.DMatrixRMaj;

/**
 * Top-1 retrieval: for each query, the class with the largest margin-free logit, or the first of equal ones. Each shard
 * goes through its rows a tile at a time, so no matrix of m×n exists, and answers with m numbers and m classes.
 */
final class Retrieval {

    /** The rows whose logits are in memory at a time. */
    private static final int TILE = 1024;

    private Retrieval() {}

    /** The best of some classes, for each query. */
    record Best(int[] classes, double[] logits) implements Serializable {

        static Best none(int queries) {
            Best none = new Best(new int[queries], new double[queries]);
            Arrays.fill(none.classes, -1);
            Arrays.fill(none.logits, Double.NEGATIVE_INFINITY);
            return none;
        }

        void offer(int query, int label, double logit) {
            if (logit > logits[query]) {
                logits[query] = logit;
                classes[query] = label;
            }
        }
    }

    /** {@return the class of each query} */
    static int[] nearest(JavaSparkContext spark, JavaRDD<ShardState> shards, MarginLoss loss, Batch queries) {
        Broadcast<Batch> sent = spark.broadcast(queries);
        // collect keeps the order of the partitions, which is that of the classes
        List<Best> found = shards.map(shard -> nearest(shard, loss, sent.value().features()))
                .collect();
        sent.destroy();
        Best best = Best.none(queries.size());
        for (Best part : found) {
            for (int i = 0; i < queries.size(); i++) {
                best.offer(i, part.classes()[i], part.logits()[i]);
            }
        }
        return best.classes();
    }

    private static Best nearest(ShardState shard, MarginLoss loss, DMatrixRMaj features) {
        Best best = Best.none(features.numRows);
        for (int from = 0; from < shard.weights().count(); from += TILE) {
            int to = Math.min(from + TILE, shard.weights().count());
            DMatrixRMaj logits = shard.weights().rows(from, to).logits(loss, features);
            for (int i = 0; i < logits.numRows; i++) {
                for (int j = 0; j < logits.numCols; j++) {
                    best.offer(i, shard.first() + from + j, logits.get(i, j));
                }
            }
        }
        return best;
    }
}
