package io.github.marginloss.check;

import io.github.marginloss.Parameters;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import org.ejml.data.DMatrixRMaj;

/** By the reference, whose L is known to so many digits before it is rounded that one small step will do. */
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
        Stencil stencil = stencil(
                data,
                entry,
                new double[] {h, 2 * h, 3 * h},
                () -> unrounded().minus(loss).toDouble());
        double noise = Math.abs(loss.toDouble()) * 0x1p-92 / h;
        double central = stencil.central();
        // where only the curvature jumps, the sides are right and the difference is not
        double apart = Math.max(Math.abs(central - stencil.fromLeft()), Math.abs(central - stencil.fromRight()));
        return new Slope(central, 4 * noise + 2 * apart, gap(stencil, noise));
    }

    /** The gap of a slope, if L's rounding makes so much noise of a one-sided difference. */
    private static double gap(Stencil stencil, double noise) {
        double left = stencil.fromLeft();
        double right = stencil.fromRight();
        double error = 1e-4 * Math.max(Math.abs(left), Math.abs(right)) + 32 * noise;
        double gap = Math.abs(left - right);
        return gap > error ? gap : 0;
    }

    private Real unrounded() {
        return reference.unrounded(features, parameters, labels);
    }
}
