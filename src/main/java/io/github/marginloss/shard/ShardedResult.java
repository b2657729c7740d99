package io.github.marginloss.shard;

import io.github.marginloss.internal.kernel.FloatRows;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** The results of a {@link ShardedStep} for its batch, once all shards have been scanned. */
public final class ShardedResult {

    private final double loss;
    private final double[] sampleLosses;
    private final DMatrixRMaj featureGradient;
    private final ShardFactors factors;

    ShardedResult(double loss, double[] sampleLosses, DMatrixRMaj featureGradient, ShardFactors factors) {
        this.loss = loss;
        this.sampleLosses = sampleLosses;
        this.featureGradient = featureGradient;
        this.factors = factors;
    }

    /** {@return L} */
    public double loss() {
        return loss;
    }

    /** {@return the l<sub>i</sub>, a new array} */
    public double[] sampleLosses() {
        return sampleLosses.clone();
    }

    /**
     * {@return ∂L/∂X, m×d, a new matrix; null for a step {@linkplain ShardedStep#withoutFeatureGradient() without it}}
     */
    public DMatrixRMaj featureGradient() {
        return featureGradient == null ? null : featureGradient.copy();
    }

    /**
     * {@return ∂L/∂X, m×d, each entry rounded to float once, a new matrix; null if {@link #featureGradient()} is null}
     */
    public FMatrixRMaj floatFeatureGradient() {
        if (featureGradient == null) {
            return null;
        }
        FMatrixRMaj floats = new FMatrixRMaj();
        new FloatRows(floats).round(featureGradient);
        return floats;
    }

    /** {@return the factors that every shard needs for its {@link ShardedStep#gradients gradients}} */
    public ShardFactors factors() {
        return factors;
    }
}
