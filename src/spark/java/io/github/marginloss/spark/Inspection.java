package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What samples are like.
 *
 * @param count how many there are
 * @param smallest the smallest dimension
 * @param dimension the largest one
 * @param classes the largest class number, plus one
 * @param fault what is wrong with one of them; null for nothing
 */
record Inspection(long count, int smallest, int dimension, int classes, String fault) implements Serializable {

    static final Inspection NOTHING = new Inspection(0, Integer.MAX_VALUE, 0, 0, null);

    static <T> Inspection of(SampleFiles.Parser<T> parser, T row) {
        try {
            Sample sample = parser.parse(row);
            if (!Arrays.stream(sample.features()).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("has a feature that is empty or not finite");
            }
            int dimension = sample.features().length;
            return new Inspection(1, dimension, dimension, sample.label() + 1, null);
        } catch (IllegalArgumentException e) {
            return new Inspection(1, Integer.MAX_VALUE, 0, 0, parser.place(row) + " " + e.getMessage());
        }
    }

    Inspection plus(Inspection other) {
        return new Inspection(
                count + other.count,
                Math.min(smallest, other.smallest),
                Math.max(dimension, other.dimension),
                Math.max(classes, other.classes),
                fault == null ? other.fault : fault);
    }

    /** Requires samples that a head can be trained with. */
    void require(String path) {
        if (count == 0) {
            throw new UserException(path + " has no samples");
        }
        if (fault != null) {
            throw new UserException(path + ": " + fault);
        }
        if (smallest != dimension || dimension == 0) {
            throw new UserException(path + " has samples of " + smallest + " and of " + dimension
                    + " features: the same number in all of them, and at least one, expected");
        }
    }
}
