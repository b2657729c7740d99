package io.github.marginloss.bits;

import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import java.util.EnumSet;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * A user's loss, l<sub>i</sub> = b<sub>y</sub> x<sub>i</sub>·w<sub>y</sub>. The library knows only its results.
 */
record OwnLoss(Reduction reduction) implements Loss {

    @Override
    public double evaluate(DMatrixRMaj x, Parameters p, int[] y, double[] losses, Gradients gradients) {
        Gradients out = gradients == null ? new Gradients(null, null, null, null) : gradients;
        clear(out.features(), x);
        clear(out.weights(), p.weights());
        clear(out.bias(), p.bias());
        double[] a = reduction.coefficients(y);
        double total = 0;
        for (int i = 0; i < y.length; i++) {
            double b = p.bias().get(y[i], 0);
            double product = 0;
            for (int k = 0; k < x.numCols; k++) {
                product += x.get(i, k) * p.weights().get(y[i], k);
                add(out.features(), i, k, a[i] * b * p.weights().get(y[i], k));
                add(out.weights(), y[i], k, a[i] * b * x.get(i, k));
            }
            add(out.bias(), y[i], 0, a[i] * product);
            total += a[i] * b * product;
            if (losses != null) {
                losses[i] = b * product;
            }
        }
        return total;
    }

    private static void clear(DMatrixRMaj gradient, DMatrixRMaj like) {
        if (gradient != null) {
            gradient.reshape(like.numRows, like.numCols);
            gradient.zero();
        }
    }

    private static void add(DMatrixRMaj gradient, int row, int column, double value) {
        if (gradient != null) {
            gradient.add(row, column, value);
        }
    }

    @Override
    public Loss withReduction(Reduction other) {
        return new OwnLoss(other);
    }

    @Override
    public Set<Kind> uses() {
        return EnumSet.of(Kind.WEIGHTS, Kind.BIAS);
    }
}
