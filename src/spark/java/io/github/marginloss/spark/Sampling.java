package io.github.marginloss.spark;

import io.github.marginloss.shard.ClassSample;
import java.io.Serializable;

/**
 * Which classes take part in a step. The draw depends on the seed, the step and the shard alone, so a partition that Spark
 * computes again draws the same.
 *
 * @param rate the share of the classes, 1 for all
 * @param seed of the draw
 */
record Sampling(double rate, long seed) implements Serializable {

    Participants of(ShardState shard, TrainingStep step) {
        if (rate == 1) {
            return new Participants(shard.first(), null);
        }
        return new Participants(
                shard.first(),
                ClassSample.draw(
                        step.labels(),
                        shard.first(),
                        shard.weights().count(),
                        rate,
                        Seeds.random(seed, Seeds.SAMPLING, step.number(), shard.number())));
    }
}
