package io.github.marginloss.reference;

import io.github.marginloss.Gradients;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The outputs of an evaluation. An output is NaN until it is decided, and null if it is not wanted. */
final class Outputs {

    final double[] loss = {Double.NaN};
    final double[] sampleLosses;
    final double[] features;
    final double[] weights;
    final double[] bias;
    final double[] centers;

    private Outputs(double[] sampleLosses, double[] features, double[] weights, double[] bias, double[] centers) {
        this.sampleLosses = sampleLosses;
        this.features = features;
        this.weights = weights;
        this.bias = bias;
        this.centers = centers;
    }

    static Outputs of(Batch batch, double[] sampleLosses, Gradients wanted) {
        int d = batch.dimension();
        int n = batch.classes();
        return new Outputs(
                sampleLosses == null ? null : undecided(sampleLosses.length),
                wanted == null || wanted.features() == null ? null : undecided(batch.labels().length * d),
                wanted == null || wanted.weights() == null ? null : undecided(n * d),
                wanted == null || wanted.bias() == null ? null : undecided(n),
                wanted == null || wanted.centers() == null ? null : undecided(n * d));
    }

    private static double[] undecided(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** {@return whether the gradient of the class weights or of the bias is wanted} */
    boolean wantsClasses() {
        return weights != null || bias != null;
    }

    /** {@return whether an entry of a range is not decided; false if the output is not wanted} */
    static boolean isOpen(double[] values, int from, int length) {
        for (int k = from; values != null && k < from + length; k++) {
            if (Double.isNaN(values[k])) {
                return true;
            }
        }
        return false;
    }

    /** {@return how many outputs are not decided} */
    long open() {
        long open = 0;
        for (double[] values : new double[][] {loss, sampleLosses, features, weights, bias, centers}) {
            open += values == null
                    ? 0
                    : Arrays.stream(values).filter(Double::isNaN).count();
        }
        return open;
    }

    /** Copies everything to the caller's outputs, and returns L. */
    double write(int dimension, double[] losses, Gradients gradients) {
        if (losses != null) {
            System.arraycopy(sampleLosses, 0, losses, 0, losses.length);
        }
        if (gradients != null) {
            write(features, dimension, gradients.features());
            write(weights, dimension, gradients.weights());
            write(bias, 1, gradients.bias());
            write(centers, dimension, gradients.centers());
        }
        return loss[0];
    }

    private static void write(double[] values, int columns, DMatrixRMaj target) {
        if (target != null) {
            target.reshape(values.length / columns, columns);
            System.arraycopy(values, 0, target.data, 0, values.length);
        }
    }
}
