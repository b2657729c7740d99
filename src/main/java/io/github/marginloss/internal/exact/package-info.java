/**
 * Arithmetic of any precision whose numbers have known error bounds.
 *
 * <p>Not API: it may change in any version. This package knows numbers and arrays of them, and no losses; it uses
 * {@code core}. {@link io.github.marginloss.internal.exact.Enclosure} is the entry point: a formula over {@code
 * Numeric} is evaluated in one {@link io.github.marginloss.internal.exact.Precision} after another until its enclosure
 * rounds to a single double, which is then the correctly rounded answer (A. Ziv, "Fast evaluation of elementary
 * mathematical functions with correctly rounded last bit", 1991).
 *
 * <pre>{@code
 * Enclosure              exact, or an open interval; knows its Precision
 *   Ratio                the exact numbers
 *   Bounds               the two ends, and + − × ÷ √ on them
 *     Dyadic             one end: m·2^e, rounded down or up
 *       SquareRoot       of integers
 *   Exponential, Logarithm, Sine, Arctangent
 *     Series             their power series in fixed point, with counted errors
 *   Precision            the bits; π and log 2, from ArcSeries
 *   Rounding             to double
 * ExponentialSum         an exact number and exponentials that are too small for any number of bits
 *   Exponentials           their sum
 *   PowerSeries            of quotients and logarithms
 * ExactSum               dot products and squared distances without any error
 * }</pre>
 *
 * @serial exclude
 */
package io.github.marginloss.internal.exact;
