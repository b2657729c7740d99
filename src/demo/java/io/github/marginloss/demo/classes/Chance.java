package io.github.marginloss.demo.classes;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators for numbered things. The same thing always gets the same generator, so nothing has to be stored,
 * and no result depends on an order.
 *
 * @param seed the seed of all generators
 */
record Chance(long seed) {

    /** The purposes of generators. */
    enum Use {
        LABELS,
        IDENTITY,
        NOISE,
        WEIGHTS,
        SAMPLE
    }

    /** {@return the generator of a numbered thing} */
    RandomGenerator of(Use use, long number) {
        long key = new SplittableRandom(seed + use.ordinal()).nextLong();
        return new SplittableRandom(new SplittableRandom(key + number).nextLong());
    }
}
