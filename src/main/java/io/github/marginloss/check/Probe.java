package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;

/** A loss as a function of one entry of its inputs, and its slopes there. */
final class Probe {

    /** The rounding of a loss that does not move at all: 64 nats may have cancelled in it. */
    private static final double LEVEL = 0x1p-46;

    private final Loss loss;
    /** The same in double-double, or null. */
    private final Reference reference;

    /** Copies, whose entries are moved and put back. */
    final DMatrixRMaj features;

    final Parameters parameters;
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

    /** The error of a difference, relative to its row, that is still no sign of a wrong gradient. */
    double tolerance() {
        return reference == null ? 1e-7 : 1e-9;
    }

    /**
     * The slope of L by one entry.
     *
     * @param numeric the central difference; NaN where L is not finite
     * @param uncertainty by how much it may be off
     * @param gap the distance of the slopes from the left and from the right, 0 where it may be their error
     */
    record Slope(double numeric, double uncertainty, double gap) {}

    /**
     * Moves an entry to and fro.
     *
     * @param matrix of this probe. Modified, and put back.
     * @param entry its place
     * @param size what the steps are in proportion to
     */
    Slope slope(DMatrixRMaj matrix, int entry, double size) {
        double unit = Math.scalb(1.0, Math.getExponent(size));
        return reference == null ? own(matrix.data, entry, unit) : exact(matrix.data, entry, unit);
    }

    /** By a loss that is rounded so late that one small step will do. */
    private Slope exact(double[] data, int entry, double unit) {
        double h = unit * 0x1p-26;
        Real loss = unrounded();
        Stencil stencil = stencil(data, entry, h, () -> unrounded().minus(loss).toDouble());
        double noise = Math.abs(loss.toDouble()) * 0x1p-92 / h;
        // where only the curvature jumps, the sides are right and the difference is not
        double apart =
                Math.max(Math.abs(stencil.central() - stencil.left()), Math.abs(stencil.central() - stencil.right()));
        return new Slope(stencil.central(), 4 * noise + 2 * apart, gap(stencil, noise));
    }

    /**
     * By a loss in double. A greater step leaves its sixth power, by which it and the one before differ; a smaller one
     * divides L's rounding. The least of both together is taken.
     */
    private Slope own(double[] data, int entry, double unit) {
        double loss = forward();
        Stencil[] stencils = new Stencil[8];
        for (int k = 0; k < stencils.length; k++) {
            double h = Math.scalb(unit, -4 - 2 * k);
            stencils[k] = stencil(data, entry, h, () -> forward() - loss);
        }
        double rounding = Math.max(rounding(near(data, entry, unit), stencils), Math.abs(loss) * 0x1p-52);
        double numeric = Double.NaN;
        double uncertainty = Double.POSITIVE_INFINITY;
        double before = Double.NaN;
        for (int k = 0; k < stencils.length; k++) {
            double next = stencils[k].central();
            double error = Math.abs(next - before) + 4 * rounding / Math.scalb(unit, -4 - 2 * k);
            if (error < uncertainty) {
                uncertainty = error;
                numeric = next;
            }
            before = next;
        }
        double side = unit * 0x1p-20;
        Stencil sides = stencil(data, entry, side, () -> forward() - loss);
        return new Slope(numeric, uncertainty, gap(sides, rounding / side));
    }

    private static double gap(Stencil stencil, double noise) {
        double left = stencil.left();
        double right = stencil.right();
        double error = 1e-4 * Math.max(Math.abs(left), Math.abs(right)) + 8 * noise;
        double gap = Math.abs(left - right);
        return gap > error ? gap : 0;
    }

    /** L at close neighbours, the lower ones and the upper ones. */
    private double[][] near(double[] data, int entry, double unit) {
        double[][] near = new double[2][8];
        for (int k = 0; k < near[0].length; k++) {
            double offset = (k + 1) * unit * 0x1p-24;
            near[0][k] = moved(data, entry, -offset, this::forward);
            near[1][k] = moved(data, entry, offset, this::forward);
        }
        return near;
    }

    /**
     * What L's rounding is, about twice its deviation: from third differences of close neighbours, in which nothing
     * else is left, and not across the entry itself, where L may jump.
     */
    private static double rounding(double[][] near, Stencil[] stencils) {
        if (Arrays.stream(near).flatMapToDouble(Arrays::stream).distinct().count() == 1) {
            // L has no finer values than the least step it takes
            return Arrays.stream(stencils)
                    .flatMapToDouble(Stencil::sizes)
                    .filter(size -> size > 0)
                    .min()
                    .orElse(LEVEL);
        }
        double greatest = 0;
        for (double[] side : near) {
            for (int k = 3; k < side.length; k++) {
                double third = side[k] - side[k - 3] - 3 * (side[k - 1] - side[k - 2]);
                greatest = Math.max(greatest, Math.abs(third));
            }
        }
        return greatest / 4;
    }

    private static Stencil stencil(double[] data, int entry, double h, DoubleSupplier rise) {
        double[] rises = new double[2 * Stencil.REACH + 1];
        double[] offsets = new double[rises.length];
        for (int k = 0; k < rises.length; k++) {
            double offset = (k - Stencil.REACH) * h;
            if (offset != 0) {
                offsets[k] = data[entry] + offset - data[entry];
                rises[k] = moved(data, entry, offset, rise);
            }
        }
        return new Stencil(rises, offsets);
    }

    /** What a function of the inputs is, if one entry is moved. */
    private static double moved(double[] data, int entry, double offset, DoubleSupplier function) {
        double value = data[entry];
        try {
            data[entry] = value + offset;
            return function.getAsDouble();
        } finally {
            data[entry] = value;
        }
    }

    private Real unrounded() {
        return reference.unrounded(features, parameters, labels);
    }

    private double forward() {
        return loss.forward(features, parameters, labels);
    }
}
