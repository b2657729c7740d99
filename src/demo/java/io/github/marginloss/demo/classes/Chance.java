package io.github.marginloss.demo.classes;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators of things that are numbered. The same thing always has the same one, so nothing has to be stored, and
 * no result depends on an order.
 *
 * @param seed of all of them
 */
record Chance(long seed) {

    /** What a generator is for. */
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
