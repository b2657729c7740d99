package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file, cut into cells at commas, semicolons or tabs. Blank lines do not count.
 *
 * @param name of the file
 * @param lines those that are no comments
 * @param comments how many lines begin with #
 */
record Lines(String name, List<Line> lines, int comments) {

    /** In the order in which they are tried: a file with decimal commas may have semicolons between its columns. */
    private static final char[] SEPARATORS = {'\t', ';', ','};

    /** Reads plain text, or text that gzip has compressed. */
    static Lines read(InputStream in, String name) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        boolean compressed = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        InputStream plain = compressed ? new GZIPInputStream(buffered) : buffered;
        BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        List<String> texts = new ArrayList<>();
        for (String text; (text = reader.readLine()) != null; ) {
            // Excel begins a file with a byte order mark
            texts.add(texts.isEmpty() && text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
        return of(texts, name);
    }

    private static Lines of(List<String> texts, String name) {
        List<Integer> numbers = new ArrayList<>();
        int comments = 0;
        for (int k = 0; k < texts.size(); k++) {
            boolean comment = texts.get(k).startsWith("#");
            comments += comment ? 1 : 0;
            if (!comment && !texts.get(k).isBlank()) {
                numbers.add(k + 1);
            }
        }
        if (numbers.isEmpty()) {
            throw new DemoException(name + " has no line of data: one line per sample expected");
        }
        char separator = separator(texts, numbers, name);
        // of pixels, few are different
        Map<String, String> known = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (int number : numbers) {
            Line line = Line.cut(number, texts.get(number - 1), separator, name);
            line.cells().replaceAll(cell -> known.computeIfAbsent(cell, same -> same));
            lines.add(line);
        }
        return new Lines(name, lines, comments);
    }

    /** The one that cuts the first two lines into as many cells, or else the one that cuts the last line at all. */
    private static char separator(List<String> texts, List<Integer> numbers, String name) {
        String first = texts.get(numbers.get(0) - 1);
        String second = texts.get(numbers.get(Math.min(1, numbers.size() - 1)) - 1);
        for (char separator : SEPARATORS) {
            int cells = Line.count(first, separator);
            if (cells > 1 && cells == Line.count(second, separator)) {
                return separator;
            }
        }
        for (char separator : SEPARATORS) {
            if (Line.count(second, separator) > 1) {
                return separator;
            }
        }
        String shown = first.length() > 40 ? first.substring(0, 40) + "…" : first;
        throw new DemoException(name + ", line " + numbers.get(0) + " is '" + shown
                + "': one column only; put commas, semicolons or tabs between the columns");
    }

    /** Where the cell of a sample is, and what it holds. */
    String place(int sample, Column column) {
        return name + ", line " + lines.get(sample).number() + ", " + column + " is '"
                + column.cells().get(sample) + "'";
    }
}
