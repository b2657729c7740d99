package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.reference.Reference;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;

/** A loss as a function of one entry of its inputs, with its slopes at that entry. */
abstract sealed class Probe permits DoubleProbe, ReferenceProbe {

    /** A copy of the inputs. Its entries are moved and put back. */
    final DMatrixRMaj features;

    final Parameters parameters;
    final int[] labels;

    Probe(DMatrixRMaj features, Parameters parameters, int[] labels) {
        this.features = features.copy();
        this.parameters =
                new Parameters(copy(parameters.weights()), copy(parameters.bias()), copy(parameters.centers()));
        this.labels = labels.clone();
    }

    /** Returns a probe that uses the reference if the reference can read the loss. */
    static Probe of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        Reference reference;
        try {
            reference = new Reference(loss);
            // throws if a rule returns a margin that the reference cannot read
            reference.unrounded(features, parameters, labels);
        } catch (IllegalArgumentException unreadable) {
            return new DoubleProbe(loss, features, parameters, labels);
        }
        return new ReferenceProbe(reference, features, parameters, labels);
    }

    private static DMatrixRMaj copy(DMatrixRMaj matrix) {
        return matrix == null ? null : matrix.copy();
    }

    /** The largest error of an entry, relative to its row, that does not count against the gradient. */
    abstract double tolerance();

    /**
     * Moves an entry in both directions, and returns the slope.
     *
     * @param matrix a matrix of this probe. Modified, and put back.
     * @param entry the index of the entry
     * @param size the size to which steps are proportional; 0 counts as 1
     */
    final Slope slope(DMatrixRMaj matrix, int entry, double size) {
        return slope(matrix.data, entry, unit(size));
    }

    abstract Slope slope(double[] data, int entry, double unit);

    /** A power of two near a size; steps are multiples of it. */
    static double unit(double size) {
        return size == 0 ? 1 : Math.scalb(1.0, Math.getExponent(size));
    }

    /**
     * Evaluates L around an entry.
     *
     * @param steps the distances by which it is moved to either side
     * @param rise the change of L relative to the unperturbed point
     */
    static Stencil stencil(double[] data, int entry, double[] steps, DoubleSupplier rise) {
        Stencil.Step[] left = new Stencil.Step[steps.length];
        Stencil.Step[] right = new Stencil.Step[steps.length];
        for (int k = 0; k < steps.length; k++) {
            left[k] = step(data, entry, -steps[k], rise);
            right[k] = step(data, entry, steps[k], rise);
        }
        return new Stencil(left, right);
    }

    private static Stencil.Step step(double[] data, int entry, double offset, DoubleSupplier rise) {
        return new Stencil.Step(data[entry] + offset - data[entry], moved(data, entry, offset, rise));
    }

    /** Evaluates a function of the inputs after moving one entry. */
    static double moved(double[] data, int entry, double offset, DoubleSupplier function) {
        double value = data[entry];
        try {
            data[entry] = value + offset;
            return function.getAsDouble();
        } finally {
            data[entry] = value;
        }
    }
}
