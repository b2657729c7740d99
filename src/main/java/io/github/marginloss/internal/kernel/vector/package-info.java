/**
 * The kernels on the JDK's vectors, in its incubating module: compiled apart, and loaded by name where a process has that
 * module. Nothing else refers to it.
 *
 * <p>Not API: it may change in any version.
 */
package io.github.marginloss.internal.kernel.vector;
