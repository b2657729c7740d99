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
 * @param name its name in the header, which may be empty; "" without a header
 * @param headed whether there is a header
 * @param cells one cell per sample
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

    /** From this number of samples on, a column of different whole numbers is taken as their numbers. */
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

    /** The different values in their order: whole numbers, where 1, 1.0 and 1e0 are the same, or otherwise words. */
    List<String> values() {
        Comparator<String> order = isWhole() ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        return normal().stream().distinct().sorted(order).toList();
    }

    /** The cells, with each whole number written in one way. */
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

    /** Whether the column has words or whole numbers that occur at least twice on average. */
    boolean looksLikeClasses() {
        return (isWhole() || holdsWords()) && different() > 1 && different() <= cells.size() / 2;
    }

    /** The reason why the column cannot be a feature, if there is one. */
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

    /** Whether these number the lines: by the header, or without gaps in any order, or because no number repeats. */
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
