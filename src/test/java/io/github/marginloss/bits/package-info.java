/**
 * The bits of the results, kept: a {@linkplain io.github.marginloss.bits.Bits program} prints one hash for each loss and
 * kind of situation, and a test compares the hashes with a file.
 *
 * <p>The program uses the public API of the root package, {@code core.Scale} and {@code core.Margin} alone, so that once
 * compiled it runs with any build of the library. The situations are named after the ways through the engine that they
 * take; that the results are right is for other tests to say.
 */
package io.github.marginloss.bits;
