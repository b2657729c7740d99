package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** The numbers on docs/conventions.md: in a cell of a table, in a sentence, in the example. */
final class ConventionsPage {

    private static final Pages PAGE = Pages.of(Path.of("docs", "conventions.md"));

    private ConventionsPage() {}

    /**
     * There is one row with this text under a heading, and a cell of it, counted from 0, shows the value to its digits.
     */
    static void assertCell(String heading, String key, int column, double value) {
        PagesNumbers.assertDigits(cell(heading, key, column), value);
    }

    /** The page matches the pattern, with the values in its groups. */
    static void assertFound(String pattern, double... values) {
        Matcher matcher = Pattern.compile(pattern).matcher(PAGE.prose());
        assertTrue(matcher.find(), pattern);
        assertEquals(values.length, matcher.groupCount(), pattern);
        for (int k = 0; k < values.length; k++) {
            PagesNumbers.assertDigits(matcher.group(k + 1), values[k]);
        }
    }

    /** A matrix of the example, written name = [1 2; 3 4]. */
    static DMatrixRMaj matrix(String name) {
        Matcher matcher = Pattern.compile("\\b" + name + " = \\[([^]]*)]").matcher(PAGE.text());
        assertTrue(matcher.find(), name);
        return new DMatrixRMaj(Stream.of(matcher.group(1).split("; "))
                .map(row -> Stream.of(row.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    private static String cell(String heading, String key, int column) {
        List<String> lines = PAGE.prose().lines().toList();
        int start = lines.indexOf("## " + heading);
        assertTrue(start >= 0, () -> "no heading " + heading);
        List<String> rows = lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|") && line.contains(key))
                .toList();
        assertEquals(1, rows.size(), () -> heading + ": " + key + " in " + rows);
        String row = rows.get(0);
        return Stream.of(row.substring(1, row.length() - 1).split("\\|"))
                .map(String::strip)
                .toList()
                .get(column);
    }
}
