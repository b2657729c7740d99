package io.github.marginloss.demo.classes;

import io.github.marginloss.demo.Table;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Measures how many bytes a step sends: each value is serialised. */
final class Travel {

    private static final int TIMES = 8;

    private Travel() {}

    /** {@return a table of batches and dimensions, each as it is set and eight times as large} */
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
                "from a shard, mean");
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
        long factors = bytes(step.finish(ShardStatistics.merge(statistics)).factors());
        long ownTargets = mean(targets);
        long ownStatistics = mean(statistics);
        return text(
                settings.batch(),
                settings.dimension(),
                bytes(step),
                ownTargets,
                bytes(all),
                ownStatistics,
                factors,
                bytes(step) + bytes(all) + factors,
                ownTargets + ownStatistics);
    }

    private static String[] text(long... numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).toArray(String[]::new);
    }

    private static long mean(List<? extends Serializable> values) {
        return Math.round(values.stream().mapToLong(Travel::bytes).average().orElse(0));
    }

    /** {@return the length of a value in Java's own serialisation} */
    static long bytes(Serializable value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
