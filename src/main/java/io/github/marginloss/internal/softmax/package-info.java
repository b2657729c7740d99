/**
 * The softmax losses over all classes, in two passes over tiles of classes.
 *
 * <p>No API: may change in any version. This package knows how a batch is divided into blocks of samples, and tiles and
 * ranges of classes; it uses {@code row}, {@code core} and {@code kernel}.
 * {@link io.github.marginloss.internal.softmax.SoftmaxTerm} is the way in. The kinds of heads differ only in their
 * {@code Geometry}.
 *
 * <pre>{@code
 * SoftmaxTerm            Inputs: the matrices, and the Tiling that divides them
 *   FirstPass
 *     SampleBlock        x̂ in both orders; the target classes, in the Geometry
 *     RangeScan          gathers: ŵ of one ClassTile after another, logits, E
 *     MergedRanges       merges: the OffTargetStatistics of all ranges, in one order
 *     CrossEntropy       finishes: l and q of every sample
 *     KeptExponentials   E, for the second pass
 *   Geometry             ∂L/∂X, from the statistics
 *   SecondPass           ∂L/∂W and ∂L/∂b, tile by tile, with the factors of GradientScales
 * }</pre>
 *
 * @serial exclude
 */
package io.github.marginloss.internal.softmax;
