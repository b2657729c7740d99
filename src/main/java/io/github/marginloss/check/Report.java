package io.github.marginloss.check;

import io.github.marginloss.Loss;
import io.github.marginloss.check.GradientCheck.Entry;
import io.github.marginloss.check.GradientCheck.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link GradientCheck} found. {@link #toString} is meant to be read.
 *
 * @param loss what was checked
 * @param entries every entry of every gradient
 * @param tolerance the greatest error of a right entry
 * @param kinks the samples at a known kink of a margin
 */
public record Report(Loss loss, List<Entry> entries, double tolerance, List<Kink> kinks) {

    /**
     * Keeps copies of the lists.
     *
     * @param loss what was checked
     * @param entries copied; neither it nor an element may be null
     * @param tolerance the greatest error of a right entry
     * @param kinks copied; neither it nor an element may be null
     * @throws NullPointerException if a list or an element is null
     */
    public Report {
        entries = List.copyOf(entries);
        kinks = List.copyOf(kinks);
    }

    /** {@return whether no entry is wrong; those that are unseen or at a kink were not compared} */
    public boolean passed() {
        return count(Verdict.WRONG) == 0;
    }

    /**
     * {@return how many entries have a verdict}
     *
     * @param verdict the verdict
     */
    public long count(Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }

    /**
     * {@return the entry with the greatest error, NaN being the worst, among those right or wrong; null if there is
     * none}
     */
    public Entry worst() {
        return entries.stream()
                .filter(entry -> entry.verdict() == Verdict.RIGHT || entry.verdict() == Verdict.WRONG)
                .max(Comparator.comparingDouble(Entry::error))
                .orElse(null);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String compared = count(Verdict.RIGHT) > 0 || entries.isEmpty() ? "gradients of " : "uncompared gradients of ";
        text.append(passed() ? compared : "WRONG gradients of ").append(loss).append(": ");
        text.append(count(Verdict.RIGHT)).append(" right, ");
        text.append(count(Verdict.WRONG)).append(" wrong, ");
        text.append(count(Verdict.AT_A_KINK)).append(" at a kink, ");
        text.append(count(Verdict.UNSEEN))
                .append(" unseen (tolerance ")
                .append(tolerance)
                .append(")");
        if (worst() != null) {
            text.append("\n  worst: ").append(describe(worst()));
        }
        entries.stream()
                .filter(entry -> entry.verdict() == Verdict.AT_A_KINK)
                .limit(3)
                .forEach(entry -> text.append("\n  at a kink: ").append(describe(entry)));
        kinks.forEach(kink -> text.append("\n  ").append(kink));
        return text.toString();
    }

    private static String describe(Entry entry) {
        return String.format(
                Locale.ROOT,
                "%s[%d, %d] is %.12g, the finite difference %.12g: off by %.2g of its row",
                entry.matrix(),
                entry.row(),
                entry.column(),
                entry.analytic(),
                entry.numeric(),
                entry.error());
    }
}
