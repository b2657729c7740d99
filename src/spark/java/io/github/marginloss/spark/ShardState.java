package io.github.marginloss.spark;

import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import java.io.Serializable;
import java.util.Random;

/**
 * A shard between two steps: neighbouring classes with their weights and momentum. A step makes a new one, and leaves this
 * one as it is: what Spark has to compute again, it computes from the same numbers.
 *
 * @param number of the shard, which is its partition
 * @param first its first class
 * @param weights one class per row. Not modified.
 * @param velocity the momentum of each number. Not modified.
 */
record ShardState(int number, int first, ClassRows weights, ClassRows velocity) implements Serializable {

    /** {@return a shard of random class weights, w<sub>j</sub> ~ N(0, I/d), which do not depend on how classes are cut} */
    static ShardState random(int number, int first, ClassRows zeros, long seed) {
        int dimension = zeros.dimension();
        ClassRows weights = zeros.copy();
        for (int row = 0; row < weights.count(); row++) {
            Random random = Seeds.random(seed, Seeds.WEIGHTS, first + row);
            for (int k = 0; k < dimension; k++) {
                weights.set(row * dimension + k, random.nextGaussian() / Math.sqrt(dimension));
            }
        }
        return new ShardState(number, first, weights, zeros);
    }

    /** First round. */
    ShardTargets targets(TrainingStep step, Sampling sampling) {
        Participants participants = sampling.of(this, step);
        return participants.of(weights).targets(step.step(), participants);
    }

    /** Second round. */
    ShardStatistics scan(TrainingStep step, Sampling sampling, ShardTargets all) {
        Participants participants = sampling.of(this, step);
        return participants.of(weights).scan(step.step(), all, participants);
    }

    /** {@return last round: the shard after the step} */
    ShardState next(TrainingStep step, Sampling sampling, ShardFactors factors, Sgd sgd) {
        Participants participants = sampling.of(this, step);
        ClassRows w = participants.of(weights);
        ClassRows v = participants.of(velocity);
        ClassRows gradient = w.gradient(step.step(), factors, participants);
        ClassRows newW = w.storage().rows(w.count(), w.dimension());
        ClassRows newV = w.storage().rows(w.count(), w.dimension());
        sgd.move(w, v, gradient, newW, newV);
        return new ShardState(
                number, first, participants.replaced(weights, newW), participants.replaced(velocity, newV));
    }
}
