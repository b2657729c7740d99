package io.github.marginloss.bench;

import java.util.List;

/** The step on one thread and on two against EJML, at four shapes. */
public final class Compare {

    /** What is measured: m, d, n, and the seconds a contender has to warm up and to be measured. */
    record Shape(int samples, int dimension, int classes, double warmUp, double seconds) {

        Problem problem() {
            return Problem.of(samples, dimension, classes);
        }
    }

    /** The first one is met cold, for the first call. */
    static final List<Shape> SHAPES = List.of(
            new Shape(256, 512, 20000, 2, 2),
            new Shape(128, 128, 1000, 3, 2),
            new Shape(64, 512, 10000, 1, 2),
            new Shape(128, 256, 100000, 2, 2));

    private Compare() {}

    /**
     * Runs and prints.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        System.out.println("JDK " + Runtime.version());
        for (Shape shape : SHAPES) {
            Problem problem = shape.problem();
            Race race = new Race(problem);
            race.add(new Tiled(problem, 1));
            race.add(new Tiled(problem, 2));
            race.add(new Materialised(problem));
            race.run(shape.warmUp(), shape.seconds());
        }
    }
}
