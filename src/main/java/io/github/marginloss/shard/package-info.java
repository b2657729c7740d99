/**
 * Softmax losses over more classes than one process holds. The classes are divided into shards, each with its class
 * weights; the values that they exchange are small and {@link java.io.Serializable}, so you need no particular cluster
 * engine.
 *
 * <p>A step has three rounds. The caller holds the batch, the shards hold the class weights:
 *
 * <pre>{@code
 * ShardedStep step = ShardedStep.of(loss, features, labels, classes);        // to every shard
 *
 * ShardTargets targets = step.targets(first, rows);                          // each shard: some numbers per sample
 * ShardTargets all = ShardTargets.merge(collected);                          // back to every shard
 *
 * ShardStatistics part = step.scan(all, first, rows);                        // each shard: m·d numbers
 * ShardedResult result = step.finish(ShardStatistics.merge(collected));      // L, the l_i and ∂L/∂X
 *
 * step.gradients(result.factors(), first, rows, gradients);                  // each shard: its ∂L/∂W, which stays there
 * }</pre>
 *
 * <p>Each value is checked when it is deserialized, and refused if it is incomplete or contains a NaN. As for all
 * serialized objects, only an {@link java.io.ObjectInputFilter} protects you from bytes that were written to do harm.
 *
 * <p>No process ever holds a matrix of n rows, or one of m×n. An {@link io.github.marginloss.Loss#evaluate evaluation}
 * is the same step with a single shard.
 *
 * @serial exclude
 * @see <a href="https://arxiv.org/abs/2010.05222">An et al., Partial FC: Training 10 Million Identities on a Single
 *     Machine, 2021</a>
 */
package io.github.marginloss.shard;
