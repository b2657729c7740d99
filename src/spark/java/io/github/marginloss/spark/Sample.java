package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A feature of the user's data.
 *
 * @param label its class
 * @param features x. Not modified.
 */
record Sample(int label, double[] features) implements Serializable {

    /**
     * Makes a class of a number.
     *
     * @param written how the file writes it
     * @throws IllegalArgumentException if it is none
     */
    static int label(double number, Object written) {
        // a long that a double does not have is too large anyway, and n must be an int
        if (!(number >= 0 && number < Integer.MAX_VALUE && number == (int) number)) {
            throw new IllegalArgumentException(
                    "has label " + written + ": a whole number from 0 to " + (Integer.MAX_VALUE - 1) + " expected");
        }
        return (int) number;
    }

    /** {@return a number that depends on what the sample is, not on where it stands: files may be read in any order} */
    long key(long seed, long epoch) {
        long key = Seeds.mix(seed, Seeds.ORDER, epoch, label);
        for (double feature : features) {
            key = Seeds.mix(key, Double.doubleToLongBits(feature));
        }
        return key;
    }

    static Batch batch(List<Sample> samples, int dimension) {
        DMatrixRMaj features = new DMatrixRMaj(samples.size(), dimension);
        int[] labels = new int[samples.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(samples.get(i).features, 0, features.data, i * dimension, dimension);
            labels[i] = samples.get(i).label;
        }
        return new Batch(features, labels);
    }
}
