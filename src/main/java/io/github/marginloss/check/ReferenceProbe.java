package io.github.marginloss.check;

import io.github.marginloss.Parameters;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import org.ejml.data.DMatrixRMaj;

/** Computes slopes with the reference. Its unrounded L has so many digits that one small step suffices. */
final class ReferenceProbe extends Probe {

    private final Reference reference;
    /** L at the unperturbed point. */
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
        // where only the curvature jumps, the one-sided differences are right and the central one is not
        double apart = Math.max(Math.abs(central - stencil.fromLeft()), Math.abs(central - stencil.fromRight()));
        return new Slope(central, 4 * noise + 2 * apart, gap(stencil, noise));
    }

    /** The gap between the one-sided slopes, given the noise from the rounding of L. */
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
