package io.github.marginloss.demo;

import io.github.marginloss.Parameters;
import java.util.function.BiFunction;

/** What features, and what a loss learns, are stored as. The network computes in double either way. */
public enum Storage {
    DOUBLE("stored as doubles: all", DoubleClasses::new),
    FLOAT("stored as floats: features, class weights, biases, centers, and their gradients", FloatClasses::new);

    private final String headline;
    private final BiFunction<Parameters, Integer, Classes> classes;

    Storage(String headline, BiFunction<Parameters, Integer, Classes> classes) {
        this.headline = headline;
        this.classes = classes;
    }

    /** What tables of it are headed with. */
    String headline() {
        return headline;
    }

    /** Stores what a loss learns, and makes room for batches of a size. */
    Classes classes(Parameters start, int batch) {
        return classes.apply(start, batch);
    }
}
