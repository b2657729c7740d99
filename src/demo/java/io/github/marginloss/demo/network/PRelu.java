package io.github.marginloss.demo.network;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The parametric rectifier: v if v > 0, otherwise slope·v, with a learned slope for each channel (He et al. 2015). */
final class PRelu implements Layer {

    private final Weight slope;
    private final DMatrixRMaj output = new DMatrixRMaj();
    private final DMatrixRMaj inputGradient = new DMatrixRMaj();
    private DMatrixRMaj input;

    PRelu(int channels) {
        slope = Weight.of(new DMatrixRMaj(1, channels), false);
        Arrays.fill(slope.value().data, 0.25);
    }

    @Override
    public DMatrixRMaj forward(DMatrixRMaj input) {
        this.input = input;
        output.reshape(input.numRows, input.numCols);
        for (int k = 0; k < input.numRows * input.numCols; k++) {
            double v = input.data[k];
            output.data[k] = v > 0 ? v : slope.value().data[k % input.numCols] * v;
        }
        return output;
    }

    @Override
    public void learn(DMatrixRMaj gradient) {
        slope.gradient().zero();
        for (int k = 0; k < input.numRows * input.numCols; k++) {
            slope.gradient().data[k % input.numCols] += Math.min(0, input.data[k]) * gradient.data[k];
        }
    }

    @Override
    public DMatrixRMaj backward(DMatrixRMaj gradient) {
        inputGradient.reshape(input.numRows, input.numCols);
        for (int k = 0; k < input.numRows * input.numCols; k++) {
            double factor = input.data[k] > 0 ? 1 : slope.value().data[k % input.numCols];
            inputGradient.data[k] = factor * gradient.data[k];
        }
        return inputGradient;
    }

    @Override
    public List<Weight> weights() {
        return List.of(slope);
    }
}
