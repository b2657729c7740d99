package io.github.marginloss.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The shards as they are, and what Spark needs to compute them again: the broadcasts of all steps since the last
 * checkpoint, which are destroyed when one cuts the lineage.
 */
final class Lineage implements AutoCloseable {

    private final JavaSparkContext spark;
    private final Deque<Broadcast<?>> sent = new ArrayDeque<>();
    /** Those that the present ones are made of, until these are there. */
    private final Deque<JavaRDD<ShardState>> before = new ArrayDeque<>();

    private JavaRDD<ShardState> shards;

    Lineage(JavaSparkContext spark, JavaRDD<ShardState> shards) {
        this.spark = spark;
        this.shards = cached(shards);
    }

    private static JavaRDD<ShardState> cached(JavaRDD<ShardState> shards) {
        return shards.persist(StorageLevel.MEMORY_AND_DISK());
    }

    JavaRDD<ShardState> shards() {
        return shards;
    }

    /** Sends a value that the shards to come refer to. An executor reads a broadcast once; a closure goes to every task. */
    <T> Broadcast<T> send(T value) {
        Broadcast<T> broadcast = spark.broadcast(value);
        sent.add(broadcast);
        return broadcast;
    }

    /** Goes on with shards that are made of the present ones, when they are needed. */
    void extend(JavaRDD<ShardState> next) {
        before.add(shards);
        shards = cached(next);
    }

    /** Says that the present shards have been computed, so those that they are made of may go. */
    void computed() {
        before.forEach(old -> old.unpersist(false));
        before.clear();
    }

    /** Goes on with the same shards as they are in a checkpoint, where they need nothing else. */
    void cut(JavaRDD<ShardState> written) {
        close();
        shards = cached(written);
    }

    @Override
    public void close() {
        computed();
        shards.unpersist(false);
        sent.forEach(Broadcast::destroy);
        sent.clear();
    }
}
