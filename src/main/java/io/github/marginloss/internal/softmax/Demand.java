package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.RowSink;

/**
 * What the first pass must compute or keep for later.
 *
 * @param features whether ∂L/∂X will be wanted
 * @param classes whether ∂L/∂W or ∂L/∂b will be wanted
 * @param heads the number of softmax terms that share the memory for kept exponentials
 * @param rows the matrix for ∂L/∂W if no other term writes it, as memory for kept exponentials; null = none. Modified.
 */
public record Demand(boolean features, boolean classes, int heads, RowSink rows) {}
