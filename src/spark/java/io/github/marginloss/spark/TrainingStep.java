package io.github.marginloss.spark;

import io.github.marginloss.shard.ShardedStep;
import java.io.Serializable;

/**
 * What every shard is sent for a step.
 *
 * @param number of the step, from 0 on
 * @param step the loss and the batch
 * @param labels of the batch. Not modified.
 */
record TrainingStep(long number, ShardedStep step, int[] labels) implements Serializable {}
