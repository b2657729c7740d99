package io.github.marginloss.internal.exact;

import java.util.Random;

/** Numbers that are hard for interval arithmetic, each with a number inside the interval. */
final class Operands {

    /** The precision of the exact members: much higher than any other, and exact up to 32000 bits. */
    static final Precision HIGH = new Precision(700);

    private static final double[] SPECIAL = {
        1, 0.5, 2, 3, 0.1, Math.PI, Math.PI / 2, Math.E, Double.MIN_VALUE, Double.MAX_VALUE, 1e22, 0x1p-53, 0x1p-128
    };

    private final Random random;

    Operands(long seed) {
        random = new Random(seed);
    }

    /** An enclosure in some low precision, and one of the numbers that it encloses, in a high one. */
    record Operand(Enclosure low, Enclosure member) {}

    Operand next(Precision precision) {
        double value = value();
        if (random.nextInt(4) == 0) {
            double divisor = 1 + random.nextInt(9);
            return new Operand(
                    Enclosure.of(value, precision).dividedBy(divisor),
                    Enclosure.of(value, HIGH).dividedBy(divisor));
        }
        Enclosure low = interval(value, precision);
        return new Operand(low, member(low));
    }

    private Enclosure interval(double value, Precision precision) {
        long exponent = random.nextInt(3) == 0 ? random.nextInt(600) - 300 : 0;
        double lo = random.nextBoolean() ? 0 : value * 0x1p-60 * random.nextDouble();
        double relative = switch (random.nextInt(6)) {
            case 0 -> 1; // one end is 0
            case 1 -> 1.5; // 0 is inside
            case 2 -> random.nextDouble();
            case 3 -> 0x1p-20;
            case 4 -> Math.scalb(1 + random.nextDouble(), -30 - random.nextInt(300));
            default -> 0;
        };
        double error = Math.abs(value) * relative;
        return Enclosure.around(
                value, relative == 1 ? 0 : lo, Double.isInfinite(error) ? 0 : error, exponent, precision);
    }

    /** A number in the middle, or so close to an end that only a strict bound encloses it. */
    private Enclosure member(Enclosure low) {
        Bounds bounds = low.bounds();
        double part = random.nextBoolean() ? 0x1p-70 : random.nextDouble();
        Dyadic width = bounds.hi().plus(bounds.lo().negate(), 6000);
        Dyadic inside = width.times(Dyadic.of(part == 0 ? 0.5 : part, 0));
        Dyadic member = random.nextBoolean()
                ? bounds.lo().plus(inside, 6000)
                : bounds.hi().plus(inside.negate(), 6000);
        return Enclosure.of(member.mantissa(), member.exponent(), HIGH);
    }

    private double value() {
        double sign = random.nextBoolean() ? 1 : -1;
        return sign
                * switch (random.nextInt(5)) {
                    case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
                    case 1 -> 1 + random.nextInt(20);
                    case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(1800) - 900);
                    default -> Math.scalb(1 + random.nextDouble(), random.nextInt(40) - 20);
                };
    }
}
