/**
 * The types that describe a loss, and that you need to write your own.
 *
 * <p>Everything here is API. Which types you need depends on what you write:
 *
 * <ul>
 *   <li>To use a loss of this library, {@link io.github.marginloss.core.Scale} at most.
 *   <li>For your own margin, {@link io.github.marginloss.core.Margin}: the target logit and its slope as functions of
 *       the target angle, for example two lambdas.
 *   <li>For a margin that the reference evaluates to the last bit, {@link io.github.marginloss.core.ExactMargin}: ψ and
 *       its slope as a formula over {@link io.github.marginloss.core.Numeric}, written once for every arithmetic. The
 *       margins of this library are of this kind, and can be combined with your own. Where the error of a number hides
 *       its sign, an arithmetic throws {@link io.github.marginloss.core.Undecided}; a formula must not catch it.
 *   <li>For a margin in double-double, {@link io.github.marginloss.core.PreciseMargin}: the same functions of an {@link
 *       io.github.marginloss.core.Angle} of {@link io.github.marginloss.core.DD}. The reference treats their results as
 *       exact.
 *   <li>For your own softmax loss, {@link io.github.marginloss.core.Head}: it describes the logits, and {@link
 *       io.github.marginloss.HeadLoss} does everything else.
 *   <li>For a loss of another kind, {@link io.github.marginloss.core.UnitRow}: the normalisation of a row, and its
 *       backward pass.
 * </ul>
 *
 * <p>{@link io.github.marginloss.core.Real} is a number with an unbounded exponent, such as a norm or an unrounded
 * loss.
 *
 * <p>Nothing in this package evaluates a loss, or refers to a particular one.
 *
 * @serial exclude
 */
package io.github.marginloss.core;
