package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean and the deviation of inputs, one of each per column, because columns may have different units. Pixels have
 * one unit, and share one mean and one deviation, because the deviation of a pixel that is nearly always 0 means
 * little.
 *
 * @param means one per column
 * @param deviations one per column; 1 if all inputs of the column are the same
 */
record Standardisation(double[] means, double[] deviations) {

    private static final double LARGEST_PIXEL = 255;

    static Standardisation of(DMatrixRMaj inputs) {
        int columns = inputs.numCols;
        Standardisation standard = new Standardisation(new double[columns], new double[columns]);
        if (arePixels(inputs)) {
            standard.measure(inputs, 0, 1);
            Arrays.fill(standard.means, standard.means[0]);
            Arrays.fill(standard.deviations, standard.deviations[0]);
        } else {
            IntStream.range(0, columns).forEach(k -> standard.measure(inputs, k, columns));
        }
        if (DoubleStream.of(standard.deviations).noneMatch(deviation -> deviation > 0)) {
            throw new DemoException("all training samples are equal, with " + inputs.data[0]
                    + " as the first feature: different samples expected");
        }
        Arrays.setAll(standard.deviations, k -> standard.deviations[k] > 0 ? standard.deviations[k] : 1);
        return standard;
    }

    private static boolean arePixels(DMatrixRMaj inputs) {
        return DoubleStream.of(inputs.data).allMatch(v -> v >= 0 && v <= LARGEST_PIXEL && v == Math.rint(v));
    }

    /** Computes the mean and the deviation of every step-th input, from one place on. */
    private void measure(DMatrixRMaj inputs, int place, int step) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int k = place; k < inputs.data.length; k += step) {
            sum += inputs.data[k];
            squares += inputs.data[k] * inputs.data[k];
            count++;
        }
        means[place] = sum / count;
        deviations[place] = Math.sqrt(Math.max(0, squares / count - means[place] * means[place]));
    }

    /** Subtracts the means and divides by the deviations, in place. */
    void apply(DMatrixRMaj inputs) {
        for (int k = 0; k < inputs.data.length; k++) {
            int column = k % inputs.numCols;
            inputs.data[k] = (inputs.data[k] - means[column]) / deviations[column];
        }
    }
}
