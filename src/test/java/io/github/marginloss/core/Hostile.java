package io.github.marginloss.core;

import java.util.Random;

/** Operands that are as bad for double-double arithmetic as possible without knowing the operation. */
final class Hostile {

    private final Random random;

    Hostile(long seed) {
        random = new Random(seed);
    }

    /** A number in [1, 2): next to either end, of few bits, or any. */
    double significand() {
        double small = random.nextInt(9) * 0x1p-52;
        return switch (random.nextInt(5)) {
            case 0 -> 1 + small;
            case 1 -> 2 - 0x1p-52 - small;
            case 2 -> 1 + random.nextInt(1 << 10) * 0x1p-10;
            default -> 1 + random.nextDouble();
        };
    }

    /** A significand with a sign, times a power of two up to 2^±exponents. */
    double number(int exponents) {
        double size = Math.scalb(significand(), random.nextInt(2 * exponents + 1) - exponents);
        return random.nextBoolean() ? size : -size;
    }

    /** A double-double with such a high word. */
    DD doubleDouble(int exponents) {
        return withLowWord(number(exponents));
    }

    /** Adds a low word of either sign: the largest, nearly the largest, half of that, any, a tiny one, or none. */
    DD withLowWord(double hi) {
        double most = Math.ulp(hi) / 2;
        double lo = switch (random.nextInt(6)) {
            case 0 -> most;
            case 1 -> Math.nextDown(most) - random.nextInt(3) * Math.ulp(Math.nextDown(most));
            case 2 -> most / 2;
            case 3 -> most * random.nextDouble();
            case 4 -> Math.scalb(most, -random.nextInt(60));
            default -> 0;
        };
        return DD.sum(hi, random.nextBoolean() ? lo : -lo);
    }

    /** −x (1 + δ): its sum with x may have any size, down to the last bit of the low word. */
    DD nearlyOpposite(DD x) {
        double delta = Math.scalb(number(0), -1 - random.nextInt(110));
        DD y = x.plus(x.times(delta)).negate();
        return random.nextInt(4) == 0 ? withLowWord(y.hi()) : y;
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A double at most some ulps from a number. */
    double beside(double number, int ulps) {
        return number + (random.nextInt(2 * ulps + 1) - ulps) * Math.ulp(number);
    }

    int upTo(int bound) {
        return random.nextInt(bound + 1);
    }
}
