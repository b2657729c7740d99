package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.GradientRows;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A step with kernels of the caller's choice, which a program that uses the library does not have. */
public final class KernelStep {

    private KernelStep() {}

    /**
     * Computes the mean loss and both gradients.
     *
     * @param kernels the kernels
     * @param head the head
     * @param x X. Not modified.
     * @param w W. Not modified.
     * @param labels y. Not modified.
     * @param dx ∂L/∂X. Modified.
     * @param dw ∂L/∂W. Modified.
     * @return L
     */
    public static double step(
            Kernels kernels, Head head, DMatrixRMaj x, DMatrixRMaj w, int[] labels, DMatrixRMaj dx, DMatrixRMaj dw) {
        int m = x.numRows;
        Tiling tiling = Tiling.of(m, x.numCols, w.numRows);
        Inputs inputs = new Inputs(new DoubleRows(x), new DoubleRows(w), null, labels, kernels, tiling);
        Real[] mean = new Real[m];
        Arrays.fill(mean, Real.ONE.dividedBy(Real.of(m)));
        Real loss = Real.ZERO;
        try (Parallel parallel =
                Parallel.forProduct(SoftmaxTerm.multiplications(inputs.features(), inputs.weights()))) {
            Demand demand = new Demand(true, true, 1, new DoubleRows(dw));
            SoftmaxTerm term = new SoftmaxTerm(inputs, SoftmaxTerm.geometry(head, inputs), demand, parallel);
            int tile = tiling.tile();
            GradientRows.write(m, FirstPass.SAMPLES, sink(dx, x), null, List.of(term.features(mean)), parallel);
            GradientRows.write(w.numRows, tile, sink(dw, w), null, List.of(term.classes(mean)), parallel);
            for (int i = 0; i < m; i++) {
                loss = loss.plus(mean[i].times(term.loss(i)));
            }
        }
        return loss.toDouble();
    }

    private static DoubleRows sink(DMatrixRMaj gradient, DMatrixRMaj like) {
        gradient.reshape(like.numRows, like.numCols);
        return new DoubleRows(gradient);
    }
}
