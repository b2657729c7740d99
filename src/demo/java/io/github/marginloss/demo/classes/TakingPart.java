package io.github.marginloss.demo.classes;

import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import org.ejml.data.FMatrixRMaj;

/** The rows of a shard that take part in a step, and the calls for each round. */
interface TakingPart {

    /** {@return the number of these rows} */
    int size();

    /** First round. */
    ShardTargets targets(ShardedStep step);

    /** Second round. */
    ShardStatistics scan(ShardedStep step, ShardTargets all);

    /** Last round: writes ∂L/∂W of these rows. */
    void gradients(ShardedStep step, ShardFactors factors, FMatrixRMaj gradient);

    /** Moves only these rows and their momentum. */
    void move(Sgd optimiser, FMatrixRMaj gradient);

    /** All rows, in place. */
    record All(ClassShard shard) implements TakingPart {

        private FloatParameters rows() {
            return FloatParameters.ofWeights(shard.weights());
        }

        @Override
        public int size() {
            return shard.count();
        }

        @Override
        public ShardTargets targets(ShardedStep step) {
            return step.targets(shard.first(), rows());
        }

        @Override
        public ShardStatistics scan(ShardedStep step, ShardTargets all) {
            return step.scan(all, shard.first(), rows());
        }

        @Override
        public void gradients(ShardedStep step, ShardFactors factors, FMatrixRMaj gradient) {
            step.gradients(factors, shard.first(), rows(), FloatGradients.ofWeights(gradient));
        }

        @Override
        public void move(Sgd optimiser, FMatrixRMaj gradient) {
            optimiser.step(shard.weights(), shard.momentum(), gradient);
        }
    }

    /** A sample of the classes, with the rows that it has gathered. */
    record Sampled(ClassShard shard, ClassSample sample, FloatParameters rows) implements TakingPart {

        static Sampled of(ClassShard shard, ClassSample sample) {
            return new Sampled(shard, sample, FloatParameters.ofWeights(sample.gather(shard.weights())));
        }

        @Override
        public int size() {
            return sample.size();
        }

        @Override
        public ShardTargets targets(ShardedStep step) {
            return step.targets(sample, rows);
        }

        @Override
        public ShardStatistics scan(ShardedStep step, ShardTargets all) {
            return step.scan(all, sample, rows);
        }

        @Override
        public void gradients(ShardedStep step, ShardFactors factors, FMatrixRMaj gradient) {
            step.gradients(factors, sample, rows, FloatGradients.ofWeights(gradient));
        }

        @Override
        public void move(Sgd optimiser, FMatrixRMaj gradient) {
            FMatrixRMaj momentum = sample.gather(shard.momentum());
            optimiser.step(rows.weights(), momentum, gradient);
            sample.scatter(rows.weights(), shard.weights());
            sample.scatter(momentum, shard.momentum());
        }
    }
}
