/**
 * The losses again in double-double, plainly: the oracle that the fast path is tested against, and that other
 * implementations can be tested against.
 *
 * <p>{@link io.github.marginloss.reference.Reference} reads the same description of a loss that the fast path reads,
 * and evaluates it with arithmetic of its own: every pair of a sample and a class gets the full treatment, every sum is
 * made in about 106 bits with the exponent aside, and results are rounded once. No tiles, no threads. Where 106 bits are
 * not enough, {@code Reference} says in its class comment.
 *
 * <pre>{@code
 * Loss exact = Reference.of(new ArcFace(30, 0.5));
 * Evaluation right = exact.backward(features, parameters, labels);   // what your numbers should be
 * }</pre>
 *
 * <p>What the two evaluators share are the margins ψ and the arithmetic; a mistake in those both would make. Against
 * that stand the golden cases and the study of the project, whose oracles share nothing with either.
 *
 * @serial exclude
 */
package io.github.marginloss.reference;
