/**
 * The reference for people who do not write Java: a batch in a file of NumPy goes in, a loss and its gradients with all
 * digits come out. {@link io.github.marginloss.tool.Main} is the program; docs/reference-from-python.md shows it.
 *
 * <p>It uses the library's public API alone.
 */
package io.github.marginloss.tool;
