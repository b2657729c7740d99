/**
 * The losses again, written plainly and correctly rounded: the oracle against which the fast path is tested, and against
 * which other implementations can be tested.
 *
 * <p>{@link io.github.marginloss.reference.Reference} reads the same description of a loss that the fast path reads,
 * and evaluates it with arithmetic of its own: in double-double with a proven bound of every error, and what that does
 * not decide again with more bits. There are no tiles: gradients are sums of the rows as they are given, times numbers
 * that depend on inner products alone.
 *
 * <pre>{@code
 * Loss exact = Reference.of(new ArcFace(30, 0.5));
 * Evaluation right = exact.backward(features, parameters, labels);   // what your numbers should be
 * }</pre>
 *
 * <p>The two evaluators share the margins ψ, so a mistake in a formula there would affect both. The golden cases and
 * the study of the project guard against that: their oracles share nothing with either.
 *
 * @serial exclude
 */
package io.github.marginloss.reference;
