package io.github.marginloss.check;

import io.github.marginloss.Parameters;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import org.ejml.data.DMatrixRMaj;

/** By a loss in double-double, which is rounded so late that one small step will do. */
final class ReferenceProbe extends Probe {

    private final Reference reference;
    /** L where nothing has moved. */
    private final Real loss;

    ReferenceProbe(Reference reference, DMatrixRMaj features, Parameters parameters, int[] labels) {
        super(features, parameters, labels);
        this.reference = reference;
        loss = unrounded();
    }

    @Override
    double tolerance() {
        return 1e-9;
    }

    @Override
    Slope slope(double[] data, int entry, double unit) {
        double h = unit * 0x1p-26;
        Stencil stencil = stencil(data, entry, h, () -> unrounded().minus(loss).toDouble());
        double noise = Math.abs(loss.toDouble()) * 0x1p-92 / h;
        double central = stencil.central();
        // where only the curvature jumps, the sides are right and the difference is not
        double apart = Math.max(Math.abs(central - stencil.left()), Math.abs(central - stencil.right()));
        return new Slope(central, 4 * noise + 2 * apart, gap(stencil, noise));
    }

    private Real unrounded() {
        return reference.unrounded(features, parameters, labels);
    }
}
