package io.github.marginloss;

/**
 * What {@link Loss#backward backward} computes. The array and the matrices are new, and the caller's to keep or to
 * change; equality is that of the references.
 *
 * @param loss L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>
 * @param sampleLosses the unreduced l<sub>i</sub>, m entries; for a sum of losses the weighted sum of the terms'
 * @param gradients ∂L/∂X and ∂L/∂ each parameter
 */
public record Evaluation(double loss, double[] sampleLosses, Gradients gradients) {}
