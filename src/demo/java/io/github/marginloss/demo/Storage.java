package io.github.marginloss.demo;

import io.github.marginloss.Parameters;

/** What features, and what a loss learns, are stored as. The network computes in double either way. */
public enum Storage {
    DOUBLE("stored as doubles: all"),
    FLOAT("stored as floats: features, class weights, biases, centers, and their gradients");

    private final String headline;

    Storage(String headline) {
        this.headline = headline;
    }

    /** What tables of it are headed with. */
    String headline() {
        return headline;
    }

    /** Stores what a loss learns, and makes room for batches of a size. */
    Classes classes(Parameters start, int batch) {
        return this == FLOAT ? new FloatClasses(start, batch) : new DoubleClasses(start, batch);
    }
}
