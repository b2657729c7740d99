/**
 * The center loss and the published step of the centers.
 *
 * <p>Not API: it may change in any version. This package knows the distances of samples to the centers of their
 * classes; it uses {@code row}, {@code core} and {@code kernel}.
 *
 * @serial exclude
 */
package io.github.marginloss.internal.center;
