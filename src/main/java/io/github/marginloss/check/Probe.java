package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** A loss as a function of one entry of its inputs, and its slopes there. */
final class Probe {

    /** The rounding of a loss whose neighbours are all equal: 64 nats may have cancelled in it. */
    private static final double LEVEL = 0x1p-46;

    /** Steps in double are the row's size times 2^−20, 2^−18, … 2^−4. */
    private static final int STEPS = 9;

    private final Loss loss;
    /** The same in double-double, or null. */
    private final Reference reference;

    /** Copies, whose entries are moved and put back. */
    final DMatrixRMaj features;

    final Parameters parameters;
    private final int[] labels;
    /** L in double-double, or else as a double; where nothing has moved. */
    private final Real exact;

    private final double rounded;
    /** What L's rounding is, about twice its deviation. */
    private final double rounding;

    private Probe(Loss loss, Reference reference, DMatrixRMaj features, Parameters parameters, int[] labels) {
        this.loss = loss;
        this.reference = reference;
        this.features = features;
        this.parameters = parameters;
        this.labels = labels;
        exact = reference == null ? null : unrounded();
        rounded = reference == null ? forward() : exact.toDouble();
        rounding = reference == null ? Math.max(rounding(), Math.abs(rounded) * 0x1p-52) : Math.abs(rounded) * 0x1p-92;
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
     * @param size what the steps are in proportion to; 0 = nothing, so that they are as for 1
     */
    Slope slope(DMatrixRMaj matrix, int entry, double size) {
        return reference == null ? own(matrix.data, entry, unit(size)) : exact(matrix.data, entry, unit(size));
    }

    /** By a loss that is rounded so late that one small step will do. */
    private Slope exact(double[] data, int entry, double unit) {
        double h = unit * 0x1p-26;
        Stencil stencil = stencil(data, entry, h, () -> unrounded().minus(exact).toDouble());
        // where only the curvature jumps, the sides are right and the difference is not
        double apart =
                Math.max(Math.abs(stencil.central() - stencil.left()), Math.abs(stencil.central() - stencil.right()));
        return new Slope(stencil.central(), 4 * rounding / h + 2 * apart, gap(stencil, rounding / h));
    }

    /**
     * By a loss in double. A smaller step divides L's rounding, and a greater one leaves its sixth power, or reaches
     * across a kink, by which it differs from the one before. The least of both together is taken.
     */
    private Slope own(double[] data, int entry, double unit) {
        double numeric = Double.NaN;
        double uncertainty = Double.POSITIVE_INFINITY;
        double gap = 0;
        double before = Double.NaN;
        for (int k = 0; k < STEPS; k++) {
            double h = Math.scalb(unit, 2 * k - 20);
            Stencil stencil = stencil(data, entry, h, () -> forward() - rounded);
            double next = stencil.central();
            double error = 8 * rounding / h;
            if (k == 0) {
                gap = gap(stencil, rounding / h);
            } else {
                error += Math.abs(next - before);
            }
            if (error < uncertainty && Double.isFinite(next)) {
                uncertainty = error;
                numeric = next;
            }
            before = next;
        }
        return new Slope(numeric, uncertainty, gap);
    }

    private static double gap(Stencil stencil, double noise) {
        double left = stencil.left();
        double right = stencil.right();
        double error = 1e-4 * Math.max(Math.abs(left), Math.abs(right)) + 32 * noise;
        double gap = Math.abs(left - right);
        return gap > error ? gap : 0;
    }

    /** The upper quartile over all entries: moved by one that matters to few samples, L shows less of its rounding. */
    private double rounding() {
        double[] measured = Stream.of(features, parameters.weights(), parameters.bias(), parameters.centers())
                .filter(Objects::nonNull)
                .flatMapToDouble(matrix -> IntStream.range(0, matrix.getNumElements())
                        .mapToDouble(k -> rounding(matrix.data, k, unit(Math.abs(matrix.data[k])))))
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        return measured.length == 0 ? LEVEL : measured[measured.length * 3 / 4];
    }

    /**
     * From third differences of close neighbours, in which nothing else is left, and not across the entry itself, where
     * L may jump.
     */
    private double rounding(double[] data, int entry, double unit) {
        double greatest = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] near = new double[8];
            for (int k = 0; k < near.length; k++) {
                near[k] = moved(data, entry, sign * (k + 1) * unit * 0x1p-24, this::forward);
            }
            for (int k = 3; k < near.length; k++) {
                double third = near[k] - near[k - 3] - 3 * (near[k - 1] - near[k - 2]);
                greatest = Math.max(greatest, Math.abs(third));
            }
        }
        return greatest / 4;
    }

    /** A power of two near a size, from which steps are made. */
    private static double unit(double size) {
        return size == 0 ? 1 : Math.scalb(1.0, Math.getExponent(size));
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
