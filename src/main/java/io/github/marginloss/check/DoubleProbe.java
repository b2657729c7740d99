package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.Arrays;
import java.util.IdentityHashMap;
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
    /** The rounding that L shows by each entry of a matrix, about twice its deviation. */
    private final IdentityHashMap<double[], double[]> shown = new IdentityHashMap<>();
    /** What it is by most entries. */
    private final double rounding;

    DoubleProbe(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        super(features, parameters, labels);
        this.loss = loss;
        value = forward();
        Stream.of(this.features, this.parameters.weights(), this.parameters.bias(), this.parameters.centers())
                .filter(Objects::nonNull)
                .forEach(matrix -> shown.put(matrix.data, roundings(matrix)));
        rounding = Math.max(upperQuartile(), Math.abs(value) * 0x1p-52);
    }

    @Override
    double tolerance() {
        return 1e-7;
    }

    @Override
    Slope slope(double[] data, int entry, double unit) {
        Stencil stencil = stencil(data, entry, Ladder.steps(unit), () -> forward() - value);
        double own = shown.get(data)[entry];
        // by some it is another, as by those of a sample whose cosine is near 1, if L takes an arc cosine of it
        return new Ladder(stencil, own > 4 * rounding ? own : rounding).slope();
    }

    /** Over all entries: moved by one that matters to few samples, L shows less of its rounding. */
    private double upperQuartile() {
        double[] measured = shown.values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        return measured.length == 0 ? LEVEL : measured[measured.length * 3 / 4];
    }

    private double[] roundings(DMatrixRMaj matrix) {
        return IntStream.range(0, matrix.getNumElements())
                .mapToDouble(k -> {
                    double step = unit(Math.abs(matrix.data[k])) * 0x1p-24;
                    return Math.max(rounding(matrix.data, k, -step), rounding(matrix.data, k, step)) / 4;
                })
                .toArray();
    }

    /**
     * From third differences of close neighbours, in which nothing else is left; to one side, as L may jump at the entry
     * itself.
     */
    private double rounding(double[] data, int entry, double step) {
        double[] near = new double[8];
        for (int k = 0; k < near.length; k++) {
            near[k] = moved(data, entry, (k + 1) * step, this::forward);
        }
        double greatest = 0;
        for (int k = 3; k < near.length; k++) {
            double third = near[k] - near[k - 3] - 3 * (near[k - 1] - near[k - 2]);
            greatest = Math.max(greatest, Math.abs(third));
        }
        return greatest;
    }

    private double forward() {
        return loss.forward(features, parameters, labels);
    }
}
