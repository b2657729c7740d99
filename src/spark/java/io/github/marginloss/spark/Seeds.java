package io.github.marginloss.spark;

import java.util.Random;

/** Generators that depend on what they are for, and on nothing that has been drawn before. */
final class Seeds {

    /** What numbers are drawn for. */
    static final int WEIGHTS = 1;

    static final int SAMPLING = 2;
    static final int IDENTITY = 3;
    static final int BATCH = 4;
    static final int ORDER = 5;
    static final int ENROLMENT = 6;
    static final int TEST = 7;

    private Seeds() {}

    /** {@return a generator whose numbers are specified by the JDK} */
    static Random random(long seed, long... purpose) {
        return new Random(mix(seed, purpose));
    }

    /** Mixes numbers, so that each bit of them may change every bit of the result (Steele et al. 2014). */
    static long mix(long seed, long... numbers) {
        long mixed = seed;
        for (long number : numbers) {
            mixed += number + 0x9E37_79B9_7F4A_7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
            mixed ^= mixed >>> 31;
        }
        return mixed;
    }
}
