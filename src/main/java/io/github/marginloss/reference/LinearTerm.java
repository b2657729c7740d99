package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Difference;
import org.ejml.data.DMatrixRMaj;

/**
 * The softmax loss, z<sub>j</sub> = w<sub>j</sub>·x + b<sub>j</sub>, with ∂l/∂x = Σ<sub>j≠y</sub> g<sub>j</sub>
 * (w<sub>j</sub> − w<sub>y</sub>) and ∂l/∂w<sub>j</sub> = g<sub>j</sub> x.
 */
final class LinearTerm {

    private final Batch batch;
    private final Sums sums;
    /** b, or null: the bias in the batch may belong to another term. */
    private final DMatrixRMaj bias;

    LinearTerm(Batch batch, boolean biased, Sums sums) {
        this.batch = batch;
        this.sums = sums;
        bias = biased ? batch.parameters().bias() : null;
    }

    void add(Real weight, Real[] coefficients) {
        for (int i = 0; i < coefficients.length; i++) {
            UnitRow x = Batch.row(batch.rows(), i);
            LogitGradients gradients = LogitGradients.of(logits(i), batch.labels()[i]);
            sums.addLoss(i, weight, coefficients[i], gradients.loss());
            if (sums.gradients) {
                addGradients(i, x, coefficients[i], gradients.g());
            }
        }
    }

    private Real[] logits(int i) {
        RowSource weights = batch.weights();
        int d = batch.dimension();
        double[] x = new double[d];
        double[] w = new double[d];
        batch.rows().get(i, x);
        Real[] z = new Real[batch.classes()];
        for (int j = 0; j < z.length; j++) {
            weights.get(j, w);
            Real product = Real.dot(x, 0, w, 0, d);
            z[j] = bias == null ? product : product.plus(Real.of(bias.data[j]));
        }
        return z;
    }

    private void addGradients(int i, UnitRow x, Real coefficient, Real[] g) {
        RowSource weights = batch.weights();
        int label = batch.labels()[i];
        Difference difference = new Difference(batch.dimension());
        DD[] row = ExactAngle.exact(x);
        for (int j = 0; j < g.length; j++) {
            Real factor = coefficient.times(g[j]);
            sums.weights[j].add(factor.times(new Real(DD.ONE, x.exponent())), row);
            if (bias != null) {
                sums.bias[j] = sums.bias[j].plus(factor);
            }
            if (j != label) {
                difference.compute(weights, j, weights, label);
                difference.addTo(sums.features[i], factor);
            }
        }
    }
}
