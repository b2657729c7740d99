package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Images with their classes.
 *
 * @param pixels m×p, an image a row
 * @param labels m entries in [0, classes)
 * @param classes their number; each has an image in the file that was read
 */
public record Digits(DMatrixRMaj pixels, int[] labels, int classes) {

    private static final String EMBEDDED = "/optdigits-test-1797.csv.gz";

    /** The 1797 handwritten digits that come with the demo, 8×8 pixels of 0..16. */
    public static Digits embedded() {
        try (InputStream in = Digits.class.getResourceAsStream(EMBEDDED)) {
            return read(new GZIPInputStream(in), EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of the same form; a name that ends in .gz is decompressed. */
    public static Digits read(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new DemoException(file + ": no such file, or it cannot be read");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, file.toString());
        } catch (IOException e) {
            throw new DemoException(file + ": " + e.getMessage());
        }
    }

    /** One line per image: the pixels, then the label, with commas between. Blank lines are skipped. */
    static Digits read(InputStream in, String name) throws IOException {
        List<double[]> lines = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String line;
        for (int number = 1; (line = reader.readLine()) != null; number++) {
            if (line.isBlank()) {
                continue;
            }
            String place = name + ", line " + number + ": ";
            double[] values = values(line, place);
            if (!lines.isEmpty() && values.length != lines.get(0).length) {
                throw new DemoException(
                        place + values.length + " columns, but " + lines.get(0).length + " in the lines before");
            }
            lines.add(values);
        }
        return of(lines, name);
    }

    private static double[] values(String line, String place) {
        String[] cells = line.split(",", -1);
        if (cells.length < 2) {
            throw new DemoException(place + "pixels and a label expected, with commas between");
        }
        double[] values = new double[cells.length];
        for (int k = 0; k < cells.length; k++) {
            try {
                values[k] = Double.parseDouble(cells[k].trim());
            } catch (NumberFormatException e) {
                values[k] = Double.NaN;
            }
            if (!Double.isFinite(values[k])) {
                throw new DemoException(place + "column " + (k + 1) + " is '" + cells[k] + "': a number expected");
            }
        }
        double label = values[cells.length - 1];
        if (label < 0 || label != (int) label) {
            throw new DemoException(
                    place + "the label is '" + cells[cells.length - 1] + "': a class 0, 1, 2 ... expected");
        }
        return values;
    }

    private static Digits of(List<double[]> lines, String name) {
        int columns = lines.isEmpty() ? 0 : lines.get(0).length - 1;
        DMatrixRMaj pixels = new DMatrixRMaj(lines.size(), columns);
        int[] labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(lines.get(i), 0, pixels.data, i * columns, columns);
            labels[i] = (int) lines.get(i)[columns];
        }
        return new Digits(pixels, labels, classes(labels, name));
    }

    /** The classes are 0 to the greatest label, and none of them is empty. */
    private static int classes(int[] labels, String name) {
        boolean[] seen = new boolean[labels.length];
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
            if (label < seen.length) {
                seen[label] = true;
            }
        }
        for (int j = 0; j < classes; j++) {
            if (j >= seen.length || !seen[j]) {
                throw new DemoException(name + ": labels go up to " + (classes - 1) + ", but none is " + j);
            }
        }
        if (classes < 2) {
            throw new DemoException(name + ": images of at least two classes expected, not of " + classes);
        }
        return classes;
    }

    /** The images with these numbers, in this order. */
    Digits rows(List<Integer> numbers) {
        DMatrixRMaj chosen = new DMatrixRMaj(numbers.size(), pixels.numCols);
        int[] chosenLabels = new int[numbers.size()];
        for (int i = 0; i < chosenLabels.length; i++) {
            int from = numbers.get(i);
            System.arraycopy(pixels.data, from * pixels.numCols, chosen.data, i * pixels.numCols, pixels.numCols);
            chosenLabels[i] = labels[from];
        }
        return new Digits(chosen, chosenLabels, classes);
    }
}
