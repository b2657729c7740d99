package io.github.marginloss.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a file as one line, so that a phrase is found even if it goes over lines. A page is without its code, and
 * a source consists of its comments and strings.
 *
 * @param text all lines, separated by spaces, without indents and without the marks of comment lines
 * @param starts where each line begins in the text
 */
record OneLine(String text, List<Integer> starts) {

    /** A comment, a string or a character. */
    private static final Pattern WORDS = Pattern.compile(String.join(
            "|",
            "(?s)/\\*.*?\\*/",
            "//[^\\n]*",
            "\"\"\".*?\"\"\"",
            "\"(?:\\\\.|[^\"\\\\\\n])*+\"",
            "'(?:\\\\.|[^'\\\\\\n])*+'"));

    static OneLine of(Path file) throws IOException {
        if (file.toString().endsWith(".md")) {
            return of(Pages.of(file).withoutCode());
        }
        String source = Files.readString(file);
        return of(file.toString().endsWith(".java") ? words(source) : source);
    }

    /** Comments and strings, each on its line. */
    static String words(String source) {
        StringBuilder words = new StringBuilder();
        Matcher found = WORDS.matcher(source);
        int end = 0;
        while (found.find()) {
            source.substring(end, found.start()).chars().filter(c -> c == '\n').forEach(c -> words.append('\n'));
            words.append(found.group()).append(' ');
            end = found.end();
        }
        return words.toString();
    }

    static OneLine of(String lines) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        for (String line : lines.split("\n")) {
            starts.add(text.length());
            text.append(line.strip().replaceFirst("^(\\*|//) ", "")).append(' ');
        }
        return new OneLine(text.toString().stripTrailing(), starts);
    }

    /** The number of the line, from 1, that contains a place of the text. */
    int lineAt(int place) {
        int index = Collections.binarySearch(starts, place);
        return index >= 0 ? index + 1 : -index - 1;
    }
}
