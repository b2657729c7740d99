package io.github.marginloss.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A file as one line, so that a phrase is found even if it goes over lines.
 *
 * @param text all lines, separated by spaces, without indents and without the marks of comment lines; a page has no
 *     code
 * @param starts where each line begins in the text
 */
record OneLine(String text, List<Integer> starts) {

    static OneLine of(Path file) throws IOException {
        return of(file.toString().endsWith(".md") ? Pages.of(file).withoutCode() : Files.readString(file));
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
