/**
 * The losses again in double-double, plainly: the oracle that the fast path is tested against, and that other
 * implementations can be tested against.
 *
 * <p>{@link io.github.marginloss.reference.Reference} reads the same description of a loss that the fast path reads, and
 * evaluates it with arithmetic of its own: every pair of a sample and a class gets the full treatment, every sum is made
 * in about 106 bits with the exponent aside, and results are rounded once. No tiles, no threads.
 *
 * @serial exclude
 */
package io.github.marginloss.reference;
