package io.github.marginloss.demo;

import io.github.marginloss.Parameters;

/** The precision of features and of the parameters of a loss. The network computes in double either way. */
public enum Storage {
    DOUBLE("all stored as doubles"),
    FLOAT("stored as floats: features, class weights, biases, centers, and their gradients");

    private final String headline;

    Storage(String headline) {
        this.headline = headline;
    }

    /** The heading of its table. */
    String headline() {
        return headline;
    }

    /** Stores the parameters of a loss, and allocates memory for batches of a size. */
    Classes classes(Parameters start, int batch) {
        return this == FLOAT ? new FloatClasses(start, batch) : new DoubleClasses(start, batch);
    }
}
