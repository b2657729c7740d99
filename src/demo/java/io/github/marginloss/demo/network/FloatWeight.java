package io.github.marginloss.demo.network;

import org.ejml.data.FMatrixRMaj;

/**
 * Learned numbers, stored as floats. A new value is computed in double and rounded when it is stored, so an update of
 * less than half an ulp is lost; such updates are counted.
 */
public final class FloatWeight implements Learned {

    private final FMatrixRMaj value;
    private final FMatrixRMaj gradient;
    private final boolean decays;
    private long moves;
    private long lost;

    /**
     * Wraps matrices.
     *
     * @param value the numbers, which the optimiser moves
     * @param gradient the gradient of these numbers, of the same shape. Not modified.
     * @param decays whether weight decay applies to them
     */
    public FloatWeight(FMatrixRMaj value, FMatrixRMaj gradient, boolean decays) {
        this.value = value;
        this.gradient = gradient;
        this.decays = decays;
    }

    @Override
    public int length() {
        return value.data.length;
    }

    @Override
    public double get(int k) {
        return value.data[k];
    }

    @Override
    public void set(int k, double number) {
        float before = value.data[k];
        value.data[k] = (float) number;
        moves++;
        lost += value.data[k] == before && number != before ? 1 : 0;
    }

    @Override
    public double gradient(int k) {
        return gradient.data[k];
    }

    @Override
    public boolean decays() {
        return decays;
    }

    /** The share of all updates that were lost. */
    public double lost() {
        return moves == 0 ? 0 : (double) lost / moves;
    }
}
