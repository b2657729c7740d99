package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The columns of a file that may be features or the class, and the parts of the file that are neither.
 *
 * @param samples the lines that contain a sample
 * @param columns in the order of the file
 * @param skipped a description of each part that was left out
 */
record Columns(Lines samples, List<Column> columns, List<String> skipped) {

    /** Leaves out a header, columns without an entry, and columns that number or name the lines. */
    static Columns of(Lines file, Optional<String> wanted) {
        List<String> skipped = new ArrayList<>();
        if (file.comments() > 0) {
            skipped.add(file.comments() + (file.comments() == 1 ? " comment" : " comments"));
        }
        List<Line> lines = file.lines();
        boolean heading = Heading.isFirstOf(lines);
        if (heading) {
            skipped.add("line " + lines.get(0).number() + " (header)");
        }
        Lines samples = new Lines(file.name(), heading ? lines.subList(1, lines.size()) : lines, file.comments());
        List<Column> columns =
                new ArrayList<>(columns(samples, heading ? lines.get(0).cells() : List.of()));
        for (Column column : List.copyOf(columns)) {
            Optional<String> reason = column.noFeature();
            // a class and a feature must remain
            if (reason.isPresent()
                    && columns.size() > 2
                    && !wanted.map(column::isCalled).orElse(false)) {
                columns.remove(column);
                skipped.add(column + " (" + reason.get() + ")");
            }
        }
        return new Columns(samples, columns, skipped);
    }

    private static List<Column> columns(Lines samples, List<String> heading) {
        Line first = samples.lines().get(0);
        int count = first.cells().size();
        for (Line line : samples.lines()) {
            if (line.cells().size() != count) {
                throw new DemoException(samples.name() + ", line " + line.number() + " has "
                        + line.cells().size() + " columns, but line " + first.number() + " has " + count
                        + ": the same number expected in every line");
            }
        }
        return IntStream.range(0, count)
                .mapToObj(k -> new Column(
                        k + 1,
                        heading.size() == count ? heading.get(k) : "",
                        heading.size() == count,
                        samples.lines().stream()
                                .map(line -> line.cells().get(k))
                                .toList()))
                .toList();
    }
}
