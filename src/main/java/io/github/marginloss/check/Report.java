package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.check.Entry.Output;
import io.github.marginloss.check.Entry.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a {@link GradientCheck} found. {@link #toString} describes it for people to read.
 *
 * @param loss what was checked
 * @param entries every entry of every gradient
 * @param tolerance the largest error that a right entry may have
 * @param kinks the samples at a known kink of a margin
 */
public record Report(Loss loss, List<Entry> entries, double tolerance, List<Kink> kinks) {

    /**
     * Keeps copies of the lists.
     *
     * @param loss what was checked
     * @param entries copied; neither it nor an element may be null
     * @param tolerance the largest error that a right entry may have
     * @param kinks copied; neither it nor an element may be null
     * @throws NullPointerException if a list or an element is null
     */
    public Report {
        entries = List.copyOf(entries);
        kinks = List.copyOf(kinks);
    }

    /**
     * {@return whether the gradients pass: no entry is wrong, and the check is {@linkplain #conclusive() conclusive}}
     */
    public boolean passed() {
        return count(Verdict.WRONG) == 0 && conclusive();
    }

    /**
     * {@return whether enough was compared: at least half of the entries that have a derivative, and at least one}
     * Entries at a kink have no derivative and do not count, so a batch may have any number of samples there. If the
     * check could compare fewer than half of the entries, these say little about the others. Then use samples whose
     * target class is less certain, or a smaller scale. A gradient without entries is conclusive.
     */
    public boolean conclusive() {
        long compared = count(Verdict.RIGHT) + count(Verdict.WRONG);
        return entries.isEmpty() || compared > 0 && compared >= count(Verdict.UNSEEN);
    }

    /**
     * {@return the number of entries with a verdict}
     *
     * @param verdict the verdict
     */
    public long count(Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }

    /**
     * {@return the entry with the largest error among those that are right or wrong; NaN is the largest. Null if there
     * is none}
     */
    public Entry worst() {
        return entries.stream()
                .filter(entry -> entry.verdict() == Verdict.RIGHT || entry.verdict() == Verdict.WRONG)
                .max(Comparator.comparingDouble(Entry::error))
                .orElse(null);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(headline());
        text.append("gradients of ").append(loss).append(": ");
        text.append(count(Verdict.RIGHT)).append(" right, ");
        text.append(count(Verdict.WRONG)).append(" wrong");
        if (count(Verdict.WRONG) > 0) {
            text.append(" (")
                    .append(byMatrix(entry -> entry.verdict() == Verdict.WRONG))
                    .append(")");
        }
        text.append(", ").append(count(Verdict.AT_A_KINK)).append(" at a kink, ");
        text.append(count(Verdict.UNSEEN))
                .append(" unseen (tolerance ")
                .append(tolerance)
                .append(")");
        if (!conclusive()) {
            text.append("\n  not passed: fewer than half of the entries that have a derivative could be compared");
        }
        line(text, "not written: ", byMatrix(entry -> entry.output() == Output.NOT_WRITTEN));
        line(text, "added to the previous value: ", byMatrix(entry -> entry.output() == Output.ADDED_TO));
        line(text, "worst: ", worst() == null ? "" : describe(worst()));
        entries.stream()
                .filter(entry -> entry.verdict() == Verdict.AT_A_KINK)
                .limit(3)
                .forEach(entry -> line(text, "at a kink: ", describe(entry)));
        kinks.forEach(kink -> line(text, "", kink.toString()));
        return text.toString();
    }

    private String headline() {
        if (count(Verdict.WRONG) > 0) {
            return "WRONG ";
        } else if (conclusive()) {
            return "";
        }
        return count(Verdict.RIGHT) == 0 ? "uncompared " : "mostly uncompared ";
    }

    /** How many such entries each matrix has: "2 of features, 1 of weights". Empty if there is none. */
    private String byMatrix(Predicate<Entry> such) {
        Map<String, Long> counts = entries.stream()
                .filter(such)
                .collect(Collectors.groupingBy(Entry::matrix, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " of " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String name, String what) {
        if (!what.isEmpty()) {
            text.append("\n  ").append(name).append(what);
        }
    }

    private static String describe(Entry entry) {
        String place = String.format(Locale.ROOT, "%s[%d, %d]", entry.matrix(), entry.row(), entry.column());
        String numeric = String.format(Locale.ROOT, "the finite difference %.12g", entry.numeric());
        return switch (entry.output()) {
            case NOT_WRITTEN -> place + " was not written, " + numeric;
            case ADDED_TO -> place + " was added to the previous value, not written, " + numeric;
            case WRITTEN ->
                String.format(
                        Locale.ROOT,
                        "%s is %.12g, %s: off by %.2g of its row",
                        place,
                        entry.analytic(),
                        numeric,
                        entry.error());
        };
    }
}
