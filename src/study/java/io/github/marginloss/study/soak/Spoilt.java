package io.github.marginloss.study.soak;

import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import io.github.marginloss.study.cases.Case;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/** A call with one bad argument, which must be refused with the right exception before an output is touched. */
final class Spoilt {

    private static final double UNTOUCHED = 12345;

    private final Case call;
    private final Gradients gradients;
    private final double[] losses;

    private Spoilt(Case call) {
        this.call = call;
        gradients = Gradients.like(call.features(), call.parameters());
        losses = new double[call.labels().length];
        Arrays.fill(losses, UNTOUCHED);
        Arrays.fill(gradients.features().data, UNTOUCHED);
    }

    /** Returns what went wrong, if anything did. */
    static Optional<String> check(Case call) {
        return new Spoilt(call).check();
    }

    private Optional<String> check() {
        DMatrixRMaj x = call.features().copy();
        int[] y = call.labels().clone();
        int place = (int) (call.number() / 64 % 7);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Class<?> expected = IllegalArgumentException.class;
        Parameters parameters = call.parameters();
        switch (place) {
            case 0, 1, 2 -> x.data[x.data.length - 1] = bad[place];
            case 3 -> y[y.length - 1] = -1;
            case 4 -> y[0] = call.classes();
            case 5 -> {
                x = new DMatrixRMaj(x.numRows, x.numCols + 1);
                expected = MatrixDimensionException.class;
            }
            default -> {
                parameters = null;
                expected = NullPointerException.class;
            }
        }
        try {
            call.loss().evaluate(x, parameters, y, losses, gradients);
        } catch (RuntimeException e) {
            boolean untouched = Arrays.stream(losses).allMatch(v -> v == UNTOUCHED)
                    && Arrays.stream(gradients.features().data).allMatch(v -> v == UNTOUCHED);
            boolean right = e.getClass() == expected && untouched;
            return right ? Optional.empty() : Optional.of("fault " + place + ": " + e + ", untouched: " + untouched);
        }
        return Optional.of("fault " + place + " was not refused");
    }
}
