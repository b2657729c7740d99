/**
 * The stored bits of the results: a {@linkplain io.github.marginloss.bits.Bits program} prints one hash for each loss
 * and kind of situation, and a test compares the hashes with a file.
 *
 * <p>The program uses only the public API of the root package, {@code core.Scale} and {@code core.Margin}, so that once
 * compiled it runs with any build of the library. The situations are named after the paths that they take through the
 * engine. Other tests say whether the results are right.
 */
package io.github.marginloss.bits;
