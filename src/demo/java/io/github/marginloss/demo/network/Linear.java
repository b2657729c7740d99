package io.github.marginloss.demo.network;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A fully connected layer: output = input·A + b, A in×out and b 1×out. */
final class Linear implements Layer {

    private final Weight matrix;
    private final Weight bias;
    private final DMatrixRMaj transposed = new DMatrixRMaj();
    private final DMatrixRMaj output = new DMatrixRMaj();
    private final DMatrixRMaj inputGradient = new DMatrixRMaj();
    private DMatrixRMaj input;

    /** Draws A from a normal distribution of variance 2/in (He et al. 2015); b = 0. */
    Linear(int in, int out, Random random) {
        matrix = Weight.of(Network.normal(in, out, Math.sqrt(2.0 / in), random), true);
        bias = Weight.of(new DMatrixRMaj(1, out), false);
    }

    @Override
    public DMatrixRMaj forward(DMatrixRMaj input) {
        this.input = input;
        CommonOps_DDRM.mult(input, matrix.value(), output);
        int columns = output.numCols;
        for (int k = 0; k < output.numRows * columns; k++) {
            output.data[k] += bias.value().data[k % columns];
        }
        return output;
    }

    @Override
    public void learn(DMatrixRMaj gradient) {
        CommonOps_DDRM.multTransA(input, gradient, matrix.gradient());
        CommonOps_DDRM.sumCols(gradient, bias.gradient());
    }

    @Override
    public DMatrixRMaj backward(DMatrixRMaj gradient) {
        // a product by rows is faster than EJML's product with a transpose, which consists of scalar products
        CommonOps_DDRM.transpose(matrix.value(), transposed);
        CommonOps_DDRM.mult(gradient, transposed, inputGradient);
        return inputGradient;
    }

    @Override
    public List<Weight> weights() {
        return List.of(matrix, bias);
    }
}
