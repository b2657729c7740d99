/**
 * The reference for people who do not write Java: it reads a batch from a NumPy file, and writes a loss and its
 * gradients with all digits. {@link io.github.marginloss.tool.Main} is the program; docs/reference-from-python.md shows
 * it.
 *
 * <p>It uses the library's public API alone.
 */
package io.github.marginloss.tool;
