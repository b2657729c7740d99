package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the column with the classes: the one that the user names; otherwise the only one with words; otherwise the one
 * whose header says so; otherwise the first or the last column, if the other cannot be the class.
 *
 * @param file the file
 * @param columns its columns, except those that number or name the lines
 */
record ClassColumn(Lines file, List<Column> columns) {

    Column find(Optional<String> wanted) {
        if (wanted.isPresent()) {
            return wanted(wanted.get());
        }
        List<Column> words = columns.stream().filter(Column::holdsWords).toList();
        List<Column> named = columns.stream().filter(Column::isNamedClass).toList();
        List<Column> candidates = columns.stream()
                .filter(c -> words.contains(c) || named.contains(c))
                .toList();
        if (candidates.size() > 1) {
            throw new DemoException(
                    file.name() + ", line " + file.lines().get(0).number() + ": " + names(candidates)
                            + " look like classes; delete all but one, or turn words that are features into numbers");
        }
        return candidates.isEmpty() ? firstOrLast() : candidates.get(0);
    }

    private Column wanted(String wanted) {
        return columns.stream()
                .filter(c -> c.isCalled(wanted))
                .findFirst()
                .orElseThrow(() -> new DemoException("--class is '" + wanted
                        + "': the number or the name of a column of " + file.name() + " expected"));
    }

    private Column firstOrLast() {
        Column first = columns.get(0);
        Column last = columns.get(columns.size() - 1);
        if (first.looksLikeClasses() && last.looksLikeClasses()) {
            throw new DemoException(file.name() + ", line "
                    + file.lines().get(0).number() + ": " + first + " is '"
                    + first.cells().get(0) + "' and " + last + " is '"
                    + last.cells().get(0)
                    + "', and either may be the class; say which with --class " + first.number() + " or --class "
                    + last.number());
        }
        if (!first.looksLikeClasses() && !last.looksLikeClasses()) {
            throw new DemoException(noClass(last));
        }
        return first.looksLikeClasses() ? first : last;
    }

    private String noClass(Column last) {
        int bad = IntStream.range(0, last.cells().size())
                .filter(i -> !Cell.isWhole(last.cells().get(i)))
                .findFirst()
                .orElse(0);
        String why = last.isWhole()
                ? ", and there are " + last.values().size() + " different values in "
                        + last.cells().size() + " lines"
                : "";
        return file.place(bad, last) + why
                + ": a class expected in the first or the last column, a word or a whole number that other"
                + " samples share; if another column has it, say which with --class";
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::toString).collect(Collectors.joining(" and "));
    }
}
