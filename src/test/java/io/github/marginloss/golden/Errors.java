package io.github.marginloss.golden;

import static io.github.marginloss.Compare.EPS;

import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The errors of results, output by output. The error of NaN and of a wrong infinity is NaN, which fails every
 * tolerance, even an infinite one.
 *
 * @param lossUlps L and the l_i, in units in the last place of the true value
 * @param rowEps the rows of the gradients, ‖v − w‖/‖w‖ in units of 2^-52; ∂b is one row
 */
public record Errors(Map<String, Double> lossUlps, Map<String, Double> rowEps) {

    /** The errors of a loss, usually the case's own or the reference of it. */
    public static Errors of(GoldenCase golden, Loss loss) {
        Errors errors = new Errors(new LinkedHashMap<>(), new LinkedHashMap<>());
        DMatrixRMaj x = golden.features();
        Evaluation actual = loss.backward(x, golden.parameters(), golden.labels());
        errors.lossUlps.put("L", ulps(golden.number("out.L"), actual.loss()));
        double[] losses = golden.numbers("out.li");
        for (int i = 0; i < losses.length; i++) {
            errors.lossUlps.put("li[" + i + "]", ulps(losses[i], actual.sampleLosses()[i]));
        }
        errors.rows(golden, "dX", actual.gradients().features());
        errors.rows(golden, "dW", actual.gradients().weights());
        errors.rows(golden, "dC", actual.gradients().centers());
        if (golden.has("out.db")) {
            errors.rowEps.put(
                    "db", eps(golden.numbers("out.db"), actual.gradients().bias().data));
        }
        if (golden.has("out.centerDelta")) {
            errors.rows(
                    golden, "centerDelta", Center.delta(x, golden.parameters().centers(), golden.labels()));
        }
        return errors;
    }

    private void rows(GoldenCase golden, String name, DMatrixRMaj actual) {
        if (golden.has("out." + name)) {
            DMatrixRMaj expected = golden.matrix("out." + name);
            for (int j = 0; j < expected.numRows; j++) {
                rowEps.put(name + "[" + j + "]", eps(row(expected, j), row(actual, j)));
            }
        }
    }

    private static double[] row(DMatrixRMaj matrix, int j) {
        double[] row = new double[matrix.numCols];
        System.arraycopy(matrix.data, j * matrix.numCols, row, 0, matrix.numCols);
        return row;
    }

    /** |actual − expected| in units in the last place of expected. */
    public static double ulps(double expected, double actual) {
        if (expected == actual) {
            return 0;
        }
        return Double.isFinite(expected) && Double.isFinite(actual)
                ? Math.abs(actual - expected) / Math.ulp(expected)
                : Double.NaN;
    }

    /** ‖v − w‖/‖w‖, where 4 √d 2^-1074 of the distance does not count. */
    public static double eps(double[] expected, double[] actual) {
        double largest = 0;
        boolean infinite = false;
        for (int k = 0; k < expected.length; k++) {
            boolean finite = Double.isFinite(expected[k]) && Double.isFinite(actual[k]);
            if (!finite && actual[k] != expected[k]) {
                return Double.NaN;
            }
            infinite |= Double.isInfinite(expected[k]);
            largest = Math.max(largest, Math.abs(expected[k]));
        }
        return infinite ? epsOfTheFinite(expected, actual) : epsOfAll(expected, actual, -Math.getExponent(largest));
    }

    /** All are multiplied by 2^exponent before they are squared. */
    private static double epsOfAll(double[] expected, double[] actual, int exponent) {
        double size = 0;
        double difference = 0;
        for (int k = 0; k < expected.length; k++) {
            double w = Math.scalb(expected[k], exponent);
            double v = Math.scalb(actual[k], exponent);
            size += w * w;
            difference += (v - w) * (v - w);
        }
        double floor = 4 * Math.sqrt(expected.length) * Math.scalb(Double.MIN_VALUE, exponent);
        double beyond = Math.sqrt(difference) - floor;
        return beyond <= 0 ? 0 : beyond / Math.sqrt(size) / EPS;
    }

    /** If there are infinities, finite entries are measured by the largest double. */
    private static double epsOfTheFinite(double[] expected, double[] actual) {
        double worst = 0;
        for (int k = 0; k < expected.length; k++) {
            if (Double.isFinite(expected[k])) {
                worst = Math.max(worst, Math.abs(actual[k] - expected[k]) / Double.MAX_VALUE / EPS);
            }
        }
        return worst;
    }

    public double worstLoss() {
        return lossUlps.values().stream().mapToDouble(v -> v).max().orElse(0);
    }

    public double worstRow() {
        return rowEps.values().stream().mapToDouble(v -> v).max().orElse(0);
    }

    /** The outputs whose error exceeds a tolerance, in words. */
    public List<String> beyond(double lossTolerance, double rowTolerance) {
        List<String> failures = new ArrayList<>();
        lossUlps.forEach((output, error) -> {
            if (!(error <= lossTolerance)) {
                failures.add(output + " is off by " + error + " ulps, tolerance " + lossTolerance);
            }
        });
        rowEps.forEach((output, error) -> {
            if (!(error <= rowTolerance)) {
                failures.add(output + " is off by " + error + " eps, tolerance " + rowTolerance);
            }
        });
        return failures;
    }
}
