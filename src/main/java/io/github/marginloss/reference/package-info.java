/**
 * The same losses, written plainly and correctly rounded, for tests of the fast code and of other programs.
 *
 * <p>{@link io.github.marginloss.reference.Reference} reads the same description of a loss as the fast code, and
 * evaluates it with its own arithmetic: first in double-double with a proven bound on every error, and then with more
 * bits for the outputs that the bound leaves open. It splits nothing into tiles: gradients are sums of the given rows,
 * times numbers that depend only on inner products.
 *
 * <pre>{@code
 * Loss exact = Reference.of(new ArcFace(30, 0.5));
 * Evaluation right = exact.backward(features, parameters, labels);   // what your numbers should be
 * }</pre>
 *
 * <p>Both evaluators use the same margins ψ, so a mistake in a margin's formula would affect both. The golden cases and
 * the study of the project guard against that: the programs that compute their answers share no code with either.
 *
 * @serial exclude
 */
package io.github.marginloss.reference;
