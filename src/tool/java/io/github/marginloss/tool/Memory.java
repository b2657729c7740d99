package io.github.marginloss.tool;

import io.github.marginloss.tool.batch.Shape;
import io.github.marginloss.tool.message.Refusal;
import java.util.Locale;

/** What an answer needs, before anything of it is allocated. */
final class Memory {

    /** Bytes for each number of X: itself, its gradient, both again within the evaluation, and while a file is read. */
    private static final long FEATURE = 8 + 8 + 8 + 8 + 32;

    /** Bytes for each number of W or C: the same, and the sum of its gradient with a bound. */
    private static final long CLASS = 8 + 8 + 8 + 8 + 24 + 24;

    /** Bytes for each pair of a sample and a class, of which so many are held. */
    private static final long PAIR = 400;

    private static final long PAIRS = 1 << 17;

    private static final long BASE = 16 << 20;

    private Memory() {}

    /** Refuses what does not fit, and says what would. */
    static void require(Shape shape, String what, long most) {
        double needed = needed(shape.samples(), shape.dimension(), shape.classes());
        if (needed > most) {
            throw new Refusal(String.format(
                    Locale.ROOT,
                    "%s needs about %s of memory (%d samples, %d features, %d classes), and Java may use %s: java -Xmx%dm -jar … expected%s",
                    what,
                    gigabytes(needed),
                    shape.samples(),
                    shape.dimension(),
                    shape.classes(),
                    gigabytes((double) most),
                    (long) (needed * 1.1) >> 20,
                    ", on a machine that has it"));
        }
    }

    static double needed(long samples, long dimension, long classes) {
        double pairs = Math.min((double) samples * classes, Math.max(PAIRS, 4.0 * classes));
        return BASE + FEATURE * (double) samples * dimension + CLASS * (double) classes * dimension + PAIR * pairs;
    }

    /** What is said where the estimate was too small. */
    static String tooSmall() {
        return "this needs more memory than the "
                + gigabytes((double) Runtime.getRuntime().maxMemory())
                + " that Java may use: more expected, such as java -Xmx8g -jar …";
    }

    private static String gigabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (1 << 30));
    }
}
