package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A file with one sample per line: its features, which are numbers, and its class, a word or a whole number. A header,
 * comments, line numbers, and a name for each line are skipped. Everything else must be a number, or the file is
 * refused.
 *
 * @param samples the samples
 * @param summary a line that says how the file was read
 */
public record DataFile(Samples samples, String summary) {

    /** The largest number of classes that a summary lists. */
    private static final int LISTED = 12;

    /**
     * Reads a file, which may be compressed with gzip.
     *
     * @param wanted the number of the column with the classes, from 1, or its name; empty = the class column is found
     *     automatically
     */
    public static DataFile read(Path file, Optional<String> wanted) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new DemoException(file + ": no such file, or it cannot be read");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(Lines.read(in, file.toString()), wanted);
        } catch (IOException e) {
            throw new DemoException(file + ": " + e.getMessage());
        }
    }

    static DataFile of(Lines file, Optional<String> wanted) {
        Columns columns = Columns.of(file, wanted);
        Column label = new ClassColumn(columns.samples(), columns.columns()).find(wanted);
        List<String> classes = classes(columns.samples(), label);
        int[] labels = label.normal().stream().mapToInt(classes::indexOf).toArray();
        Samples samples = new Samples(features(columns, label), labels, classes.size());
        return new DataFile(samples, summary(samples, columns, label, classes));
    }

    /** The names of the classes. The label of a class is its index in this list. */
    private static List<String> classes(Lines file, Column label) {
        for (int i = 0; i < label.cells().size(); i++) {
            if (Cell.isMissing(label.cells().get(i))) {
                throw new DemoException(file.place(i, label) + ": a class expected; fill it in, or delete the line");
            }
        }
        List<String> classes = label.values();
        if (classes.size() < 2 || classes.size() == label.cells().size()) {
            throw new DemoException(file.place(0, label) + ", and there are " + classes.size() + " classes in "
                    + label.cells().size() + " lines: two classes or more expected, with several samples each;"
                    + " --class names another column");
        }
        return classes;
    }

    private static DMatrixRMaj features(Columns columns, Column label) {
        List<Column> features = columns.columns().stream()
                .filter(column -> !column.equals(label))
                .toList();
        DMatrixRMaj matrix = new DMatrixRMaj(label.cells().size(), features.size());
        for (int k = 0; k < matrix.numCols; k++) {
            Column feature = features.get(k);
            for (int i = 0; i < matrix.numRows; i++) {
                String cell = feature.cells().get(i);
                if (!Cell.isNumber(cell)) {
                    String cure = feature.holdsWords() && Cell.isWord(cell)
                            ? "only the class, " + label + ", may be words; delete this column, or write numbers"
                            : Cell.cure(cell);
                    throw new DemoException(columns.samples().place(i, feature) + ": " + cure);
                }
                matrix.set(i, k, Double.parseDouble(cell));
            }
        }
        return matrix;
    }

    private static String summary(Samples samples, Columns columns, Column label, List<String> classes) {
        String names = IntStream.range(0, Math.min(LISTED, classes.size()))
                .mapToObj(j -> classes.get(j).equals(Integer.toString(j)) ? classes.get(j) : j + " = " + classes.get(j))
                .collect(Collectors.joining(", ", "", classes.size() > LISTED ? ", …" : ""));
        return columns.samples().name() + ": " + samples.labels().length + " samples, " + samples.inputs().numCols
                + (samples.inputs().numCols == 1 ? " feature, " : " features, ") + samples.classes() + " classes in "
                + label + ": " + names + "; skipped: "
                + (columns.skipped().isEmpty() ? "nothing" : String.join(", ", columns.skipped()));
    }
}
