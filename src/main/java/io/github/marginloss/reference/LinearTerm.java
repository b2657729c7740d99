package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Difference;
import io.github.marginloss.core.Real;
import org.ejml.data.DMatrixRMaj;

/**
 * The softmax loss, z<sub>j</sub> = w<sub>j</sub>·x + b<sub>j</sub>, with ∂l/∂x = Σ<sub>j≠y</sub> g<sub>j</sub>
 * (w<sub>j</sub> − w<sub>y</sub>) and ∂l/∂w<sub>j</sub> = g<sub>j</sub> x.
 */
final class LinearTerm {

    private final Batch batch;
    private final Totals totals;
    /** b, or null: that of the batch may be another term's. */
    private final DMatrixRMaj bias;

    LinearTerm(Batch batch, boolean biased, Totals totals) {
        this.batch = batch;
        this.totals = totals;
        bias = biased ? batch.parameters().bias() : null;
    }

    void add(Real weight, Real[] coefficients) {
        for (int i = 0; i < coefficients.length; i++) {
            Row x = Row.of(batch.features(), i);
            LogitGradients gradients = LogitGradients.of(logits(i), batch.labels()[i]);
            totals.addLoss(i, weight, coefficients[i], gradients.loss());
            if (totals.gradients) {
                addGradients(i, x, coefficients[i], gradients.g());
            }
        }
    }

    private Real[] logits(int i) {
        DMatrixRMaj weights = batch.parameters().weights();
        int d = batch.dimension();
        Real[] z = new Real[batch.classes()];
        for (int j = 0; j < z.length; j++) {
            Real product = Real.dot(batch.features().data, i * d, weights.data, j * d, d);
            z[j] = bias == null ? product : product.plus(Real.of(bias.data[j]));
        }
        return z;
    }

    private void addGradients(int i, Row x, Real coefficient, Real[] g) {
        double[] weights = batch.parameters().weights().data;
        int d = batch.dimension();
        int label = batch.labels()[i];
        Difference difference = new Difference(d);
        DD[] row = x.exact();
        for (int j = 0; j < g.length; j++) {
            Real factor = coefficient.times(g[j]);
            totals.weights[j].add(factor.times(new Real(DD.ONE, x.exponent())), row);
            if (bias != null) {
                totals.bias[j] = totals.bias[j].plus(factor);
            }
            if (j != label) {
                difference.compute(weights, j * d, weights, label * d);
                difference.addTo(totals.features[i], factor);
            }
        }
    }
}
