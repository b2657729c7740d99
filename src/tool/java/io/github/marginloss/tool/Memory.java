package io.github.marginloss.tool;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.tool.batch.Shape;
import io.github.marginloss.tool.message.Refusal;
import java.util.Locale;
import java.util.Set;

/**
 * Estimates the memory that an answer needs, before any of it is allocated. The constants come from the smallest -Xmx
 * with which the tool could answer batches of many shapes on two processors; each shape was large in another term. They
 * include a reserve of about a tenth.
 *
 * @param shape the shape of the batch
 * @param learned which parameters it has
 * @param judged whether results are compared, and mistakes tried
 */
record Memory(Shape shape, Set<Kind> learned, boolean judged) {

    /** Bytes that Java needs before anything is read. */
    private static final double BASE = 16 << 20;

    /**
     * Bytes for each sample, and for each class: coefficients, losses, and the sums of factors, each with its error.
     */
    private static final double SAMPLE = 480;

    private static final double CLASS = 600;

    /** Bytes for each number of X and of C: itself, its gradient, and its gradient before rounding. */
    private static final double NUMBER = 36;

    /** Bytes for each number of W: the same, and a sum in double-double with its error. */
    private static final double WEIGHT = 62;

    /** Bytes for each pair of a sample and a class that the reference holds. */
    private static final double PAIR = 170;

    /** The same numbers as in the reference's FirstTry: that many pairs at a time, but at least that many samples. */
    private static final double PAIRS = 1 << 17;

    private static final int SAMPLES = 4;

    /**
     * Additional bytes for each number of X, W and C if results are judged: for the results, for their right values,
     * and for a mistake that is tried.
     */
    private static final double JUDGED = 48;

    /** The same for each sample and class. */
    private static final double JUDGED_ROW = 120;

    Memory {
        learned = Set.copyOf(learned);
    }

    /** Refuses a batch that does not fit into memory, and says how much would do. */
    void require(String what, long most) {
        double needed = needed();
        if (needed > most) {
            throw new Refusal(String.format(
                    Locale.ROOT,
                    "%s needs about %s of memory (%d samples, %d features, %d classes), but Java may use only %s: java -Xmx%dm -jar … expected, on a machine that has as much",
                    what,
                    inWords(needed),
                    shape.samples(),
                    shape.dimension(),
                    shape.classes(),
                    inWords((double) most),
                    (long) (needed * 1.1) >> 20));
        }
    }

    /** {@return the number of bytes} */
    double needed() {
        double m = shape.samples();
        double n = shape.classes();
        double numbers = (m + (learned.contains(Kind.CENTERS) ? n : 0)) * shape.dimension();
        double weights = learned.contains(Kind.WEIGHTS) ? n * shape.dimension() : 0;
        double pairs = Math.min(m * n, Math.max(PAIRS, SAMPLES * n));
        return BASE
                + SAMPLE * m
                + CLASS * n
                + PAIR * pairs
                + NUMBER * numbers
                + WEIGHT * weights
                + (judged ? JUDGED * (numbers + weights) + JUDGED_ROW * (m + n) : 0);
    }

    /** The message if memory runs out because the estimate was too small. */
    static String tooSmall() {
        return "this needs more memory than the "
                + inWords((double) Runtime.getRuntime().maxMemory())
                + " that Java may use: more expected, such as java -Xmx8g -jar …";
    }

    private static String inWords(double bytes) {
        double megabytes = bytes / (1 << 20);
        return megabytes < 1024
                ? String.format(Locale.ROOT, "%.0f MB", megabytes)
                : String.format(Locale.ROOT, "%.1f GB", megabytes / 1024);
    }
}
