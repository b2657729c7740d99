package io.github.marginloss.demo.classes;

import io.github.marginloss.demo.classes.Laps.Round;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedResult;
import io.github.marginloss.shard.ShardedStep;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/** A head whose classes are divided into shards, and its training. One gradient serves all shards in turn. */
final class ShardedHead {

    private final Settings settings;
    private final Chance chance;
    private final Identities identities;
    private final List<ClassShard> shards = new ArrayList<>();
    private final FMatrixRMaj gradient;

    /**
     * The results of a step.
     *
     * @param loss L
     * @param takingPart the number of classes that took part
     * @param laps the times of its rounds
     */
    record Result(double loss, long takingPart, Laps laps) {}

    /** Creates the shards, whose sizes differ by at most one class. */
    ShardedHead(Settings settings) {
        this.settings = settings;
        chance = new Chance(settings.seed());
        identities = new Identities(settings.classes(), settings.dimension(), chance);
        gradient = new FMatrixRMaj(settings.rowsOfAShard(), settings.dimension());
        for (int k = 0; k < settings.shards(); k++) {
            int first = settings.firstClass(k);
            shards.add(ClassShard.create(first, settings.firstClass(k + 1) - first, settings.dimension(), chance));
        }
    }

    /** {@return the shards, in the order of their classes} */
    List<ClassShard> shards() {
        return shards;
    }

    /** Trains one step. Its number determines its batch. */
    Result step(int number) {
        Identities.Batch batch = identities.batch(number, settings.batch());
        Laps laps = new Laps();
        ShardedStep step = ShardedStep.of(settings.loss(), batch.features(), batch.labels(), settings.classes());
        List<TakingPart> parts = new ArrayList<>();
        for (ClassShard shard : shards) {
            parts.add(takingPart(shard, number, batch.labels()));
        }
        ShardedResult result = forward(step, parts, laps);
        for (TakingPart part : parts) {
            part.gradients(step, result.factors(), gradient);
            laps.end(Round.GRADIENTS);
            part.move(settings.optimiser(), gradient);
            laps.end(Round.OPTIMISER);
        }
        return new Result(
                result.loss(), parts.stream().mapToLong(TakingPart::size).sum(), laps);
    }

    /** Merges each shard's answer as it arrives, so that only one answer at a time is in memory. */
    private static ShardedResult forward(ShardedStep step, List<TakingPart> parts, Laps laps) {
        ShardTargets targets = parts.stream()
                .map(part -> part.targets(step))
                .reduce(ShardTargets::merge)
                .orElseThrow();
        laps.end(Round.TARGETS);
        ShardStatistics statistics = parts.stream()
                .map(part -> part.scan(step, targets))
                .reduce(ShardStatistics::merge)
                .orElseThrow();
        laps.end(Round.SCAN);
        ShardedResult result = step.finish(statistics);
        laps.end(Round.FINISH);
        return result;
    }

    private TakingPart takingPart(ClassShard shard, int step, int... labels) {
        if (settings.rate() == 1) {
            return new TakingPart.All(shard);
        }
        ClassSample sample = ClassSample.draw(
                labels,
                shard.first(),
                shard.count(),
                settings.rate(),
                settings.correction(),
                chance.of(Chance.Use.SAMPLE, (long) step * settings.classes() + shard.first()));
        return TakingPart.Sampled.of(shard, sample);
    }
}
