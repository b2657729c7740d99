/**
 * The mathematics of one row or one sample: the target angle and its tangents, calls of a margin, the cross-entropy,
 * exact differences and sums, and the rows of a gradient.
 *
 * <p>Not API: it may change in any version. This package handles one sample at a time and knows nothing of tiles; it
 * uses {@code core} and {@code kernel}. The fast code and the reference share it.
 *
 * @serial exclude
 */
package io.github.marginloss.internal.row;
