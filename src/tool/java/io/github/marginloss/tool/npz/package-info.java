/**
 * NumPy's files, .npy and .npz, read and written as <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a> specifies them. A
 * header that the size of the file contradicts is refused before anything is allocated.
 */
package io.github.marginloss.tool.npz;
