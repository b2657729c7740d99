package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * By a loss in double, whose rounding is measured. A {@link Ladder} of steps finds the slope beside it: a smaller step
 * divides the rounding, a greater one reaches further, and maybe across a branch of the loss.
 */
final class DoubleProbe extends Probe {

    /** The rounding of a loss that shows none: 64 nats may have cancelled in it. */
    private static final double LEVEL = 0x1p-46;

    private final Loss loss;
    /** L where nothing has moved. */
    private final double value;
    /** What its rounding is, about twice its deviation. */
    private final double rounding;

    DoubleProbe(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        super(features, parameters, labels);
        this.loss = loss;
        value = forward();
        rounding = Math.max(rounding(), Math.abs(value) * 0x1p-52);
    }

    @Override
    double tolerance() {
        return 1e-7;
    }

    @Override
    Slope slope(double[] data, int entry, double unit) {
        Stencil stencil = stencil(data, entry, Ladder.steps(unit), () -> forward() - value);
        return new Ladder(stencil, rounding).slope();
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

    private double forward() {
        return loss.forward(features, parameters, labels);
    }
}
