/**
 * Arrays of doubles and threads: the loops that take most of the time, and access to matrices.
 *
 * <p>Not API: it may change in any version. This package knows neither losses nor classes and uses nothing else of the
 * library. All of its loops are behind {@link io.github.marginloss.internal.kernel.Kernels}, whose implementations give
 * the same bits. Matrices enter the engine as a {@link io.github.marginloss.internal.kernel.RowSource} and leave it
 * through a {@link io.github.marginloss.internal.kernel.RowSink};
 * {@link io.github.marginloss.internal.kernel.Parallel} decides how many threads run a loop.
 *
 * @serial exclude
 */
package io.github.marginloss.internal.kernel;
