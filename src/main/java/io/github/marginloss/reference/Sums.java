package io.github.marginloss.reference;

import io.github.marginloss.Gradients;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.row.RowSum;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The sums of an evaluation before they are rounded. All terms of a loss add to the same sums. */
final class Sums {

    private final int dimension;
    private Real loss = Real.ZERO;
    private final Real[] sampleLosses;
    /** Whether gradients are wanted. */
    final boolean gradients;
    /** ∂L/∂X. */
    final RowSum[] features;
    /** ∂L/∂W. */
    final RowSum[] weights;
    /** ∂L/∂b. */
    final Real[] bias;
    /** ∂L/∂C. */
    final RowSum[] centers;

    Sums(Batch batch, boolean gradients) {
        this.gradients = gradients;
        dimension = batch.dimension();
        int m = batch.labels().length;
        int n = gradients ? batch.classes() : 0;
        sampleLosses = zeros(m);
        features = rows(gradients ? m : 0, batch.dimension());
        weights = rows(n, batch.dimension());
        bias = zeros(n);
        centers = rows(n, batch.dimension());
    }

    private static Real[] zeros(int length) {
        Real[] zeros = new Real[length];
        Arrays.fill(zeros, Real.ZERO);
        return zeros;
    }

    private static RowSum[] rows(int count, int dimension) {
        RowSum[] rows = new RowSum[count];
        Arrays.setAll(rows, i -> new RowSum(dimension));
        return rows;
    }

    /** Adds weight·l to the loss of sample i, and coefficient·l to the loss. */
    void addLoss(int i, Real weight, Real coefficient, Real value) {
        sampleLosses[i] = sampleLosses[i].plus(value.times(weight));
        loss = loss.plus(value.times(coefficient));
    }

    Real loss() {
        return loss;
    }

    /** Rounds everything into the outputs that are not null, and returns the loss. */
    double write(double[] losses, Gradients wanted) {
        if (losses != null) {
            Arrays.setAll(losses, i -> sampleLosses[i].toDouble());
        }
        if (wanted != null) {
            write(features, wanted.features());
            write(weights, wanted.weights());
            write(centers, wanted.centers());
            if (wanted.bias() != null) {
                wanted.bias().reshape(bias.length, 1);
                for (int j = 0; j < bias.length; j++) {
                    wanted.bias().data[j] = bias[j].toDouble();
                }
            }
        }
        return loss.toDouble();
    }

    private void write(RowSum[] rows, DMatrixRMaj target) {
        if (target != null) {
            target.reshape(rows.length, dimension);
            for (int i = 0; i < rows.length; i++) {
                rows[i].write(Real.ONE, target.data, i * dimension);
            }
        }
    }
}
