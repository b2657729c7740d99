package io.github.marginloss.demo.data;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column of a file.
 *
 * @param number counted from 1
 * @param name what the header calls it, which may be nothing; "" without a header
 * @param headed whether there is a header
 * @param cells one for each sample
 */
record Column(int number, String name, boolean headed, List<String> cells) {

    private static final Set<String> CLASS_NAMES = Set.of(
            "class",
            "classes",
            "label",
            "labels",
            "target",
            "y",
            "species",
            "variety",
            "category",
            "digit",
            "diagnosis",
            "identity",
            "subject");
    private static final Set<String> NUMBER_NAMES = Set.of("id", "index", "", "unnamed: 0", "row", "no", "no.", "nr");

    /** Among so many samples, a column of different whole numbers is taken for numbers of theirs. */
    private static final int MANY = 30;

    /** Whether words outnumber numbers. */
    boolean holdsWords() {
        int balance = 0;
        for (String cell : cells) {
            balance += Cell.isNumber(cell) ? -1 : Cell.isWord(cell) ? 1 : 0;
        }
        return balance > 0;
    }

    /** Whether the user means this column by its number or its name. */
    boolean isCalled(String wanted) {
        return wanted.equals(Integer.toString(number)) || wanted.equals(name);
    }

    boolean isNamedClass() {
        return CLASS_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isWhole() {
        return cells.stream().allMatch(Cell::isWhole);
    }

    /** The values, each once: whole numbers in their order, where 1, 1.0 and 1e0 are one, or else words in theirs. */
    List<String> values() {
        Comparator<String> order = isWhole() ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        return normal().stream().distinct().sorted(order).toList();
    }

    /** The cells, with one way of writing each whole number. */
    List<String> normal() {
        return isWhole()
                ? cells.stream()
                        .map(cell -> Long.toString((long) Double.parseDouble(cell)))
                        .toList()
                : cells;
    }

    private int different() {
        return values().size();
    }

    /** Words, or whole numbers, that come twice or more on average. */
    boolean looksLikeClasses() {
        return (isWhole() || holdsWords()) && different() > 1 && different() <= cells.size() / 2;
    }

    /** Why it can be no feature, if that can be seen. */
    Optional<String> noFeature() {
        if (cells.stream().allMatch(String::isEmpty)) {
            return Optional.of("empty");
        }
        if (number == 1 && isWhole()) {
            return different() == cells.size() && numbersLines()
                    ? Optional.of("a number for each line")
                    : Optional.empty();
        }
        return holdsWords() && different() == cells.size() ? Optional.of("a name for each line") : Optional.empty();
    }

    /** The header says so; or there is no gap, in whatever order; or a feature would hardly have no number twice. */
    private boolean numbersLines() {
        DoubleSummaryStatistics values =
                cells.stream().mapToDouble(Double::parseDouble).summaryStatistics();
        return headed && NUMBER_NAMES.contains(name.toLowerCase(Locale.ROOT))
                || values.getMax() - values.getMin() == cells.size() - 1
                || cells.size() >= MANY;
    }

    @Override
    public String toString() {
        return "column " + number + (name.isEmpty() ? "" : " ('" + name + "')");
    }
}
