/**
 * NumPy's files, .npy and .npz, read and written as <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a> specifies them.
 * Nothing is believed that the size of the file contradicts, and nothing is allocated before.
 */
package io.github.marginloss.tool.npz;
