/**
 * How the losses are computed. Nothing here knows a loss by name: a {@link io.github.marginloss.core.Head} says what the
 * logits are, and {@link io.github.marginloss.core.SoftmaxHead} evaluates it.
 *
 * <h2>What a user meets</h2>
 *
 * <p>{@link io.github.marginloss.core.Scale}, and {@link io.github.marginloss.core.Margin} for a margin of one's own. The
 * margins of this library are {@link io.github.marginloss.core.PreciseMargin}s, functions of an
 * {@link io.github.marginloss.core.Angle} in double-double ({@link io.github.marginloss.core.DD}).
 *
 * <h2>The way of the data</h2>
 *
 * <pre>{@code
 * SoftmaxHead ── Step: the inputs, and how they are cut (Tiling)
 *   Forward: the first pass
 *     SampleBlock      x̂ in both orders, and what turns a product into a logit
 *     Targets          z_y, ψ, ψ' and the tangents of the target class (Tangent), in double-double
 *     ClassTile        ŵ of one tile of classes, and its logits
 *     RangeStatistics  of a range of classes: maximum, Σ E_j, Σ E_j ŵ_j; ranges merge
 *     CrossEntropy     l and q of every sample
 *   FeatureGradients   ∂L/∂X from the sums
 *   ClassGradients     the second pass: ∂L/∂W and ∂L/∂b, tile by tile
 * ClassDistance ── the center loss and its step
 * }</pre>
 *
 * <p>Products run over {@code Panel}s, whose rows are arrays of their own, in the loops of
 * {@code Kernels}. Numbers whose factors are beyond the range of double are {@link io.github.marginloss.core.Real}s.
 *
 * @serial exclude
 */
package io.github.marginloss.core;
