/**
 * A classification head trained over class shards on Spark: an example of {@link io.github.marginloss.shard}, and a program
 * that reads the user's data (docs/spark.md). {@link io.github.marginloss.spark.Training} is the place to begin.
 */
package io.github.marginloss.spark;
