package io.github.marginloss.demo.classes;

import io.github.marginloss.demo.Table;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures how many bytes a step sends: each value is serialised. */
final class Travel {

    private static final int TIMES = 8;
    private static final int TRIALS = 5;

    private Travel() {}

    /** {@return a table for the given batch and dimension, and for each of them eight times as large} */
    static String table(Settings settings) {
        Table table = new Table(
                "m",
                "d",
                "step",
                "targets of a shard, mean",
                "targets of all",
                "statistics of a shard, mean",
                "factors",
                "to a shard",
                "from a shard, mean",
                "reading and merging the statistics s");
        for (int batch : new int[] {settings.batch(), TIMES * settings.batch()}) {
            for (int dimension : new int[] {settings.dimension(), TIMES * settings.dimension()}) {
                table.row(row(settings.of(batch, dimension)));
            }
        }
        return "bytes, " + settings.shards() + " shards, floats, " + settings.loss() + "\n\n" + table.markdown();
    }

    private static String[] row(Settings settings) {
        Chance chance = new Chance(settings.seed());
        Identities.Batch batch =
                new Identities(settings.classes(), settings.dimension(), chance).batch(1, settings.batch());
        ShardedStep step = ShardedStep.of(settings.loss(), batch.features(), batch.labels(), settings.classes());
        List<ClassShard> shards = new ShardedHead(settings).shards();
        List<ShardTargets> targets = new ArrayList<>();
        shards.forEach(shard -> targets.add(new TakingPart.All(shard).targets(step)));
        ShardTargets all = ShardTargets.merge(targets);
        List<ShardStatistics> statistics = new ArrayList<>();
        shards.forEach(shard -> statistics.add(new TakingPart.All(shard).scan(step, all)));
        long factors = bytes(step.finish(ShardStatistics.merge(statistics)).factors()).length;
        double seconds = IntStream.range(0, TRIALS)
                .mapToDouble(trial -> secondsToMerge(statistics))
                .min()
                .orElseThrow();
        long ownTargets = mean(targets);
        long ownStatistics = mean(statistics);
        List<String> cells = new ArrayList<>();
        for (long number : new long[] {
            settings.batch(),
            settings.dimension(),
            bytes(step).length,
            ownTargets,
            bytes(all).length,
            ownStatistics,
            factors,
            bytes(step).length + bytes(all).length + factors,
            ownTargets + ownStatistics
        }) {
            cells.add(Long.toString(number));
        }
        cells.add(Table.number(seconds, 3));
        return cells.toArray(String[]::new);
    }

    private static long mean(List<? extends Serializable> values) {
        return Math.round(values.stream()
                .mapToLong(value -> bytes(value).length)
                .average()
                .orElse(0));
    }

    /** The work of the process with the batch as statistics arrive: reading and merging them. */
    private static double secondsToMerge(List<ShardStatistics> statistics) {
        List<byte[]> sent = statistics.stream().map(Travel::bytes).toList();
        long start = System.nanoTime();
        ShardStatistics whole = read(sent.get(0));
        for (byte[] next : sent.subList(1, sent.size())) {
            whole = whole.merge(read(next));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** {@return a value in Java's own serialisation} */
    static byte[] bytes(Serializable value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ShardStatistics read(byte... bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (ShardStatistics) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
