/**
 * How the losses are computed. Nothing here knows a loss by name: a {@link io.github.marginloss.core.Head} says what
 * the logits are, and {@link io.github.marginloss.core.SoftmaxHead} evaluates it.
 *
 * <h2>What a user meets</h2>
 *
 * <p>{@link io.github.marginloss.core.Scale}, and {@link io.github.marginloss.core.Margin} for a margin of one's own.
 * The margins of this library are {@link io.github.marginloss.core.PreciseMargin}s, functions of an
 * {@link io.github.marginloss.core.Angle} in double-double ({@link io.github.marginloss.core.DD}). A
 * {@link io.github.marginloss.core.Head} describes a loss of one's own, and {@link io.github.marginloss.core.Real} is
 * what the reference returns unrounded.
 *
 * <h2>What is no API</h2>
 *
 * <p>{@link io.github.marginloss.core.Check}, {@link io.github.marginloss.core.ClassDistance},
 * {@link io.github.marginloss.core.CrossEntropy}, {@link io.github.marginloss.core.Difference},
 * {@link io.github.marginloss.core.GradientRows}, {@link io.github.marginloss.core.RowSum},
 * {@link io.github.marginloss.core.SoftmaxHead} and {@link io.github.marginloss.core.Term} serve the neighbour
 * packages. They change without notice, whatever the version.
 *
 * <h2>The way of the data</h2>
 *
 * <pre>{@code
 * SoftmaxHead ── Step: the inputs, and how they are cut (Tiling)
 *   Forward: the first pass
 *     SampleBlock      x̂ in both orders, what turns a product into a logit, and the target classes (Tangent)
 *     ClassTile        ŵ of one tile of classes, and its logits
 *     RangeStatistics  of a range of classes: maximum, Σ E_j, Σ E_j ŵ_j
 *     MergedRanges     of all ranges, in one order
 *     CrossEntropy     l and q of every sample
 *     KeptTile         E, for the second pass
 *   SampleBlock        ∂L/∂X from the sums
 *   ClassGradients     the second pass: ∂L/∂W and ∂L/∂b, tile by tile
 * ClassDistance ── the center loss and its step
 * }</pre>
 *
 * <p>A linear and a cosine head differ in their {@code Step}, {@code SampleBlock} and {@code ClassTile}, and nowhere
 * else. Both {@link io.github.marginloss.core.Term}s end in {@link io.github.marginloss.core.GradientRows}, where the
 * terms of a sum add up before they are rounded.
 *
 * <p>Products run over {@code Panel}s, whose rows are arrays of their own, in the loops of
 * {@code Kernels}; loops over samples, ranges and tiles are {@code Parallel}. Numbers whose factors are beyond the
 * range of double are {@link io.github.marginloss.core.Real}s.
 *
 * @serial exclude
 */
package io.github.marginloss.core;
