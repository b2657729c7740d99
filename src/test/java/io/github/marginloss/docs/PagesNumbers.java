package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares numbers on a page and its translation with computed ones. */
final class PagesNumbers {

    private PagesNumbers() {}

    private static final Pattern NUMBER = Pattern.compile("[−-]?\\d+(\\.\\d+)?(e[+-]?\\d+)?");

    /** The first number in a text. */
    static double number(String text) {
        return Double.parseDouble(digits(text));
    }

    private static String digits(String text) {
        Matcher matcher = NUMBER.matcher(text);
        assertTrue(matcher.find(), () -> "no number in " + text);
        return matcher.group().replace('−', '-');
    }

    /** The text is the value, rounded to the digits that it shows. */
    static void assertDigits(String text, double value) {
        String digits = digits(text);
        int end = digits.contains("e") ? digits.indexOf('e') : digits.length();
        int places = digits.contains(".") ? end - digits.indexOf('.') - 1 : 0;
        String format = "%." + places + (digits.contains("e") ? "e" : "f");
        assertEquals(number(digits), number(String.format(Locale.ROOT, format, value)), () -> text + " is " + value);
    }

    /** The rows of a table, which has the same numbers in both languages. */
    static List<List<String>> rows(String name, String header) {
        List<Pages> pages = Pages.both(name);
        List<List<String>> rows = pages.get(0).table(header);
        assertFalse(rows.isEmpty(), () -> name + " has no table with " + header);
        assertEquals(numerals(rows), numerals(pages.get(1).table(header)), header);
        return rows;
    }

    /** Both pages match the pattern, with a value in its only group. */
    static void assertFound(String name, String pattern, double value) {
        for (Pages page : Pages.both(name)) {
            Matcher matcher = Pattern.compile(pattern).matcher(page.prose());
            assertTrue(matcher.find(), () -> page + ": " + pattern);
            assertDigits(matcher.group(1), value);
        }
    }

    private static List<String> numerals(List<List<String>> rows) {
        return rows.stream()
                .map(row -> NUMBER.matcher(String.join(" ", row))
                        .results()
                        .map(MatchResult::group)
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
