package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import org.ejml.data.DMatrixRMaj;

/** A loss as a function of one entry of its inputs, and its slopes there. */
final class Probe {

    /** The coefficients of the central difference of order six. */
    private static final Real[] CENTRAL = {ratio(3, 4), ratio(-3, 20), ratio(1, 60)};

    private final Loss loss;
    /** The same in double-double, or null. */
    private final Reference reference;

    private final DMatrixRMaj features;
    private final Parameters parameters;
    private final int[] labels;

    private Probe(Loss loss, Reference reference, DMatrixRMaj features, Parameters parameters, int[] labels) {
        this.loss = loss;
        this.reference = reference;
        this.features = features;
        this.parameters = parameters;
        this.labels = labels;
    }

    static Probe of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        Parameters copies =
                new Parameters(copy(parameters.weights()), copy(parameters.bias()), copy(parameters.centers()));
        return new Probe(loss, readable(loss), copy(features), copies, labels.clone());
    }

    private static Reference readable(Loss loss) {
        try {
            return new Reference(loss);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static DMatrixRMaj copy(DMatrixRMaj matrix) {
        return matrix == null ? null : matrix.copy();
    }

    private static Real ratio(int numerator, int denominator) {
        return Real.of(numerator).dividedBy(Real.of(denominator));
    }

    /** The error of a difference, relative to its row, that is still no sign of a wrong gradient. */
    double tolerance() {
        return reference == null ? 1e-7 : 1e-9;
    }

    /** The slope that L's own rounding could make, with a step in proportion to the size of a row. */
    double resolution(double size) {
        double rounding = reference == null ? 0x1p-44 : 0x1p-70;
        return Math.abs(loss().toDouble()) * rounding / size;
    }

    /**
     * The slopes from both sides and through the middle.
     *
     * @param central the central difference of order six
     * @param left the difference from the left, of order two
     * @param right the difference from the right
     * @param noise what L's rounding makes of the two
     */
    record Slope(double central, double left, double right, double noise) {

        /** Whether the sides disagree by more than their own error could. */
        boolean isKink(double tolerance) {
            double disagreement = Math.abs(left - right);
            double error = 1e-4 * Math.max(Math.abs(left), Math.abs(right)) + noise;
            return !(disagreement <= Math.max(tolerance, error));
        }
    }

    Slope slope(String matrix, int entry, double size) {
        double[] data = data(matrix);
        double unit = Math.scalb(1.0, Math.getExponent(size));
        double side = unit * (reference == null ? 0x1p-20 : 0x1p-30);
        double central = reference == null ? settled(data, entry, unit) : central(data, entry, side);
        double rounding = Math.abs(loss().toDouble()) * (reference == null ? 0x1p-48 : 0x1p-96);
        return new Slope(central, oneSided(data, entry, -side), oneSided(data, entry, side), rounding / side);
    }

    /**
     * The central difference whose step suits the loss: with a greater one the sixth power of the step is left, with a
     * smaller one L's rounding is divided by it; in between two neighbours agree best.
     */
    private double settled(double[] data, int entry, double unit) {
        double best = central(data, entry, unit * 0x1p-4);
        double before = best;
        double agreement = Double.POSITIVE_INFINITY;
        for (int bits = 6; bits <= 16; bits += 2) {
            double next = central(data, entry, unit * Math.scalb(1.0, -bits));
            if (Math.abs(next - before) < agreement) {
                agreement = Math.abs(next - before);
                best = next;
            }
            before = next;
        }
        return best;
    }

    private double central(double[] data, int entry, double h) {
        Real sum = Real.ZERO;
        for (int k = 1; k <= 3; k++) {
            sum = sum.plus(difference(data, entry, -k * h, k * h).times(CENTRAL[k - 1]));
        }
        return sum.dividedBy(Real.of(h)).toDouble();
    }

    /** (4 L(x + h) − 3 L(x) − L(x + 2h)) / 2h. */
    private double oneSided(double[] data, int entry, double h) {
        Real near = difference(data, entry, 0, h).times(Real.of(4));
        Real far = difference(data, entry, 0, 2 * h);
        return near.minus(far).dividedBy(Real.of(2 * h)).toDouble();
    }

    private double[] data(String matrix) {
        return switch (matrix) {
            case "features" -> features.data;
            case "weights" -> parameters.weights().data;
            case "bias" -> parameters.bias().data;
            default -> parameters.centers().data;
        };
    }

    /** L(x + to) − L(x + from), where the entry is a double: divided by the step that was really made. */
    private Real difference(double[] data, int entry, double from, double to) {
        double value = data[entry];
        try {
            data[entry] = value + from;
            double start = data[entry];
            Real first = loss();
            data[entry] = value + to;
            double made = data[entry] - start;
            Real second = loss();
            return second.minus(first).times(Real.of((to - from) / made));
        } finally {
            data[entry] = value;
        }
    }

    private Real loss() {
        return reference == null
                ? Real.of(loss.forward(features, parameters, labels))
                : reference.unrounded(features, parameters, labels);
    }
}
