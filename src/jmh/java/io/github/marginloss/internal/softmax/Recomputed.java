package io.github.marginloss.internal.softmax;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An evaluation that keeps no exponentials: its second pass computes all of them again, as the last round of shards
 * does.
 */
public final class Recomputed {

    private Recomputed() {}

    /**
     * Evaluates a loss.
     *
     * @param dx receives ∂L/∂X, and already has its shape. Modified.
     * @param dw receives ∂L/∂W, and already has its shape. Modified.
     * @return L
     */
    public static double evaluate(
            HeadLoss loss, DMatrixRMaj x, DMatrixRMaj w, int[] labels, DMatrixRMaj dx, DMatrixRMaj dw) {
        Check.finite("features", new DoubleRows(x)); // as an evaluation does
        Check.finite("weights", new DoubleRows(w));
        Head.Softmax head = (Head.Softmax) loss.head();
        Tiling all = Tiling.of(x.numRows, x.numCols, w.numRows);
        Tiling tiling = new Tiling(all.block(), all.tile(), all.ranges(), 0);
        Shard shard = Shard.all(new DoubleRows(w), null);
        Samples samples = Samples.all(x.numRows, labels);
        Inputs inputs = new Inputs(new DoubleRows(x), shard, labels, KernelChoice.serving(), tiling);
        Real[] coefficients = DescribedLoss.coefficients(loss, labels, w.numRows);
        Real sum = Real.ZERO;
        try (Parallel parallel =
                Parallel.forProduct(SoftmaxTerm.multiplications(inputs.features(), inputs.weights()))) {
            Geometry geometry = LoadedBatch.geometry(head, inputs.features(), samples, inputs, null, true, parallel);
            Demand demand = new Demand(true, true, 1, null);
            SoftmaxTerm term = new SoftmaxTerm(inputs, geometry, head.smoothing(), demand, parallel);
            for (int i = 0; i < labels.length; i++) {
                sum = sum.plus(coefficients[i].times(term.loss(i)));
            }
            var features = List.of(term.features(coefficients));
            GradientRows.write(x.numRows, LoadedBatch.SAMPLES, new DoubleRows(dx), null, features, parallel);
            var classes = List.of(term.classes(coefficients));
            GradientRows.write(w.numRows, tiling.tile(), new DoubleRows(dw), null, classes, parallel);
        }
        return sum.toDouble();
    }
}
