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
 * The lines of a file, split into cells at commas, semicolons or tabs. Blank lines do not count.
 *
 * @param name the name of the file
 * @param lines the lines that are not comments
 * @param comments the number of lines that begin with #
 */
record Lines(String name, List<Line> lines, int comments) {

    /** The separators, in the order of trial: a file with decimal commas may have semicolons between its columns. */
    private static final char[] SEPARATORS = {'\t', ';', ','};

    /** Reads plain text, or text that is compressed with gzip. */
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
        // pixels have few different values
        Map<String, String> known = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (int number : numbers) {
            Line line = Line.cut(number, texts.get(number - 1), separator, name);
            line.cells().replaceAll(cell -> known.computeIfAbsent(cell, same -> same));
            lines.add(line);
        }
        return new Lines(name, lines, comments);
    }

    /**
     * The separator that splits the first two lines into equally many cells, or otherwise one that splits the last
     * line.
     */
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
                + "': several columns expected, separated by commas, semicolons or tabs");
    }

    /** The place and the content of a sample's cell. */
    String place(int sample, Column column) {
        return name + ", line " + lines.get(sample).number() + ", " + column + " is '"
                + column.cells().get(sample) + "'";
    }
}
