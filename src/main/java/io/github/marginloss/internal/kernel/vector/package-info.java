/**
 * The kernels on the JDK's vectors, which are in an incubating module. This package is compiled separately, and loaded
 * by name if the process has that module. No other code refers to it.
 *
 * <p>Not API: it may change in any version.
 */
package io.github.marginloss.internal.kernel.vector;
