/**
 * The softmax losses over all classes, in two passes over tiles of classes.
 *
 * <p>Not API: it may change in any version. This package knows how a batch is divided into blocks of samples, and tiles
 * and ranges of classes; it uses {@code row}, {@code core} and {@code kernel}. {@link
 * io.github.marginloss.internal.softmax.SoftmaxTerm} is the entry point. The kinds of heads differ only in their {@code
 * Geometry}.
 *
 * <pre>{@code
 * SoftmaxTerm            Inputs: the matrices, and the Tiling that divides them
 *   LoadedBatch                SampleBlocks: x̂ in both orders; the Targets, in the Geometry
 *   FirstPass
 *     RangeScan          gathers: ŵ of one ClassTile after another, logits, E
 *     MergedRanges       merges: the OffTargetStatistics of all ranges, in one order
 *     KeptExponentials   E, for the second pass
 *   SampleResults        finishes: l, q and ∂L/∂x of every sample; SampleFactors for the second pass
 *   SecondPass           ∂L/∂W and ∂L/∂b, tile by tile, with the factors of GradientScales
 *     RestoredExponentials       E again: as kept, or recomputed
 * ShardPasses            the same passes, one at a time, over the classes of a Shard
 * }</pre>
 *
 * @serial exclude
 */
package io.github.marginloss.internal.softmax;
