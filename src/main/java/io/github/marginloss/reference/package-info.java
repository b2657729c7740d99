/**
 * The losses again, written plainly and correctly rounded: an oracle for tests of the fast path and of other
 * implementations.
 *
 * <p>{@link io.github.marginloss.reference.Reference} reads the same description of a loss that the fast path reads,
 * and evaluates it with arithmetic of its own: in double-double with a proven bound on every error, and then with more
 * bits wherever the bound decides nothing. Nothing is split into tiles: gradients are sums of the given rows, times
 * numbers that depend only on inner products.
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
