/**
 * The reference for people who do not write Java: it reads a batch from a NumPy file, and writes a correctly rounded
 * loss with its gradients. {@link io.github.marginloss.tool.Main} is the program; docs/reference-from-python.md shows
 * it.
 *
 * <p>It uses only the library's public API.
 */
package io.github.marginloss.tool;
