/**
 * The losses again in double-double, written plainly: the oracle against which the fast path is tested, and against
 * which other implementations can be tested.
 *
 * <p>{@link io.github.marginloss.reference.Reference} reads the same description of a loss that the fast path reads,
 * and evaluates it with arithmetic of its own: every pair of a sample and a class gets an exact angle, every sum has
 * about 106 bits and an unbounded exponent, and results are rounded once. There are no tiles and no threads. The class
 * comment of {@code Reference} says where 106 bits are not enough.
 *
 * <pre>{@code
 * Loss exact = Reference.of(new ArcFace(30, 0.5));
 * Evaluation right = exact.backward(features, parameters, labels);   // what your numbers should be
 * }</pre>
 *
 * <p>The two evaluators share the margins ψ and the arithmetic of rows and numbers, so a mistake there would affect
 * both. The golden cases and the study of the project guard against that: their oracles share nothing with either.
 *
 * @serial exclude
 */
package io.github.marginloss.reference;
