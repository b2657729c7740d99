package io.github.marginloss.spark;

import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedResult;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The training of a head whose classes are cut into shards, one shard a partition. A step is two jobs: the first moves the
 * weights by the gradients of the step before and finds the targets, the second gathers statistics, which {@link
 * StatisticsTree} merges. The class weights never come here; the driver sees O(m·d) numbers.
 *
 * <p>Each step makes a new RDD. Nothing that is cached is changed, so a partition that is lost is computed again, from the
 * last checkpoint on, with the same bits. For this the batches since then are needed, so their broadcasts live until the
 * next checkpoint has cut the lineage.
 */
final class Training implements AutoCloseable {

    private final JavaSparkContext spark;
    private final Settings settings;
    private final Checkpoints checkpoints;
    private final Lineage lineage;

    private Shape shape;
    private long step;
    /** The last one, from which the shards have come since; null = from the beginning. */
    private Checkpoint written;

    private Training(
            JavaSparkContext spark,
            Settings settings,
            Checkpoints checkpoints,
            Shape shape,
            Checkpoint from,
            JavaRDD<ShardState> shards) {
        this.spark = spark;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.shape = shape;
        written = from;
        step = from == null ? 0 : from.step();
        lineage = new Lineage(spark, shards);
    }

    /** {@return a training that begins with random class weights} */
    static Training start(JavaSparkContext spark, Settings settings, Checkpoints checkpoints, Shape shape) {
        int[] cuts = shape.cuts();
        ClassRows.Storage storage = shape.storage();
        int dimension = shape.dimension();
        long seed = shape.seed();
        JavaRDD<ShardState> shards = numbers(spark, shape.shards())
                .map(k -> ShardState.random(k, cuts[k], storage.rows(cuts[k + 1] - cuts[k], dimension), seed));
        return new Training(spark, settings, checkpoints, shape, null, shards);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws UserException if it is broken
     */
    static Training resume(JavaSparkContext spark, Settings settings, Checkpoints checkpoints, Checkpoint from) {
        checkpoints.verify(from);
        return new Training(spark, settings, checkpoints, from.shape(), from, checkpoints.read(from));
    }

    /** {@return an RDD of the numbers of shards, one a partition} */
    static JavaRDD<Integer> numbers(JavaSparkContext spark, int shards) {
        return spark.parallelize(IntStream.range(0, shards).boxed().toList(), shards);
    }

    /**
     * Makes a step.
     *
     * @param batch its samples
     * @return L, the l<sub>i</sub> and ∂L/∂X before the step
     */
    ShardedResult step(Batch batch) {
        Broadcast<TrainingStep> work = lineage.send(
                new TrainingStep(step, batch.step(settings.loss(), shape.classes(), shape.storage()), batch.labels()));
        // in variables: this object stays here
        Sampling sampling = new Sampling(settings.rate(), shape.seed());
        Sgd sgd = settings.sgd();
        List<ShardTargets> found =
                shards().map(shard -> shard.targets(work.value(), sampling)).collect();
        lineage.computed();
        Broadcast<ShardTargets> targets = spark.broadcast(ShardTargets.merge(found));
        ShardStatistics statistics = StatisticsTree.merge(
                shards().mapToPair(shard ->
                        new Tuple2<>(shard.number(), shard.scan(work.value(), sampling, targets.value()))),
                shape.shards());
        targets.destroy();
        ShardedResult result = work.value().step().finish(statistics);
        Broadcast<ShardFactors> factors = lineage.send(result.factors());
        lineage.extend(shards().map(shard -> shard.next(work.value(), sampling, factors.value(), sgd)));
        step++;
        return result;
    }

    /**
     * Writes the shards, and goes on from what is written: the lineage ends there, and what it needed goes. Where they are
     * those of the last checkpoint, nothing is written.
     */
    Checkpoint checkpoint() {
        Checkpoint now = new Checkpoint(step, shape, settings);
        if (written != null && written.folder().equals(now.folder())) {
            return written;
        }
        checkpoints.write(shards(), now);
        lineage.cut(checkpoints.read(now));
        written = now;
        return now;
    }

    /**
     * Appends a shard of identities: the other rows stay as they are.
     *
     * @param weights one row per new class, an RDD of one element
     * @param count the number of its rows
     */
    void append(JavaRDD<ClassRows> weights, int count) {
        int number = shape.shards();
        int first = shape.classes();
        int dimension = shape.dimension();
        lineage.extend(shards().union(weights.map(
                rows -> new ShardState(number, first, rows, rows.storage().rows(rows.count(), dimension)))));
        shape = shape.append(count);
    }

    /** {@return how many samples of a batch have their own class weight nearest of all} */
    int found(Batch queries) {
        int[] nearest = Retrieval.nearest(spark, shards(), settings.loss(), queries);
        lineage.computed();
        return (int) IntStream.range(0, nearest.length)
                .filter(i -> nearest[i] == queries.labels()[i])
                .count();
    }

    /** {@return the number of steps that have been made} */
    long steps() {
        return step;
    }

    Shape shape() {
        return shape;
    }

    /** {@return the shards after the last step} */
    JavaRDD<ShardState> shards() {
        return lineage.shards();
    }

    @Override
    public void close() {
        lineage.close();
    }
}
