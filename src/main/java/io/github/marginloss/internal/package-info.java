/**
 * Checks of arguments. The packages below this one are the engine: {@code kernel}, {@code row}, {@code softmax} and
 * {@code center}.
 *
 * <p>Not API: it may change in any version. This package knows which arguments are valid, and contains the messages
 * about invalid ones. It uses {@code kernel} to search matrices, and nothing else of the library.
 *
 * @serial exclude
 */
package io.github.marginloss.internal;
