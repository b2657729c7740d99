/**
 * Checks of arguments. The packages below this one are the engine: {@code kernel}, {@code row}, {@code softmax} and
 * {@code center}.
 *
 * <p>Not API: it may change in any version. This package knows what a valid argument is and what its message says; it uses
 * {@code kernel} to look through matrices, and nothing else of the library.
 *
 * @serial exclude
 */
package io.github.marginloss.internal;
