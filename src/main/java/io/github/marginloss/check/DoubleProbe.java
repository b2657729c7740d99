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
 * Computes slopes of a loss that is evaluated in double, and measures its rounding error. A {@link Ladder} of steps
 * balances two errors: a small step magnifies rounding errors, and a large one may cross a branch of the loss.
 */
final class DoubleProbe extends Probe {

    /** The assumed rounding error of a loss that shows none: 64 nats may have cancelled in it. */
    private static final double LEVEL = 0x1p-46;

    private final Loss loss;
    /** L at the unperturbed point. */
    private final double value;
    /** The rounding error that L shows when an entry of a matrix moves, about twice its deviation. */
    private final IdentityHashMap<double[], double[]> shown = new IdentityHashMap<>();
    /** The rounding error that L shows for most entries. */
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
        // some entries show another error, for example if L takes the arc cosine of a cosine near 1
        return new Ladder(stencil, own > 4 * rounding ? own : rounding).slope();
    }

    /** The upper quartile over all entries: an entry that affects few samples shows less of the rounding error of L. */
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
     * Estimates the rounding error from third differences between close neighbours, which contain little else. All
     * neighbours are on one side, because L may jump at the entry itself.
     */
    private double rounding(double[] data, int entry, double step) {
        double[] near = new double[8];
        for (int k = 0; k < near.length; k++) {
            near[k] = moved(data, entry, (k + 1) * step, this::forward);
        }
        double largest = 0;
        for (int k = 3; k < near.length; k++) {
            double third = near[k] - near[k - 3] - 3 * (near[k - 1] - near[k - 2]);
            largest = Math.max(largest, Math.abs(third));
        }
        return largest;
    }

    private double forward() {
        return loss.forward(features, parameters, labels);
    }
}
