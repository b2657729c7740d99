package io.github.marginloss.demo.data;

import java.util.List;
import java.util.stream.IntStream;

/** Whether the first line of a file names the columns instead of holding a sample. */
final class Heading {

    private Heading() {}

    static boolean isFirstOf(List<Line> lines) {
        if (lines.size() < 2) {
            return false;
        }
        List<String> first = lines.get(0).cells();
        List<String> second = lines.get(1).cells();
        if (first.size() != second.size()) {
            // scikit-learn begins a file with sizes and the names of the classes
            return lines.size() > 2
                    && second.size() == lines.get(2).cells().size()
                    && first.stream().anyMatch(Cell::isWord);
        }
        long overNumbers = IntStream.range(0, first.size())
                .filter(k -> Cell.isWord(first.get(k)) && Cell.isNumber(second.get(k)))
                .count();
        boolean anyNumber = first.stream().anyMatch(Cell::isNumber);
        // a single word above numbers may be a class, where other classes are numbers
        return overNumbers > 1 || overNumbers == 1 && !anyNumber || countsColumns(lines);
    }

    /** Whether pandas has numbered columns without names, from 0; a sample with such numbers is unlikely. */
    private static boolean countsColumns(List<Line> lines) {
        List<String> first = lines.get(0).cells();
        List<Double> numbers =
                first.stream().filter(Cell::isNumber).map(Double::valueOf).toList();
        boolean counts = !numbers.isEmpty()
                && numbers.get(0) <= 1
                && IntStream.range(0, numbers.size()).allMatch(k -> numbers.get(k) == numbers.get(0) + k);
        // pandas gives its column of line numbers an empty name
        boolean newWord = first.get(0).isEmpty()
                || IntStream.range(0, first.size())
                        .anyMatch(k -> Cell.isWord(first.get(k))
                                && lines.stream()
                                        .skip(1)
                                        .noneMatch(line -> k < line.cells().size()
                                                && line.cells().get(k).equals(first.get(k))));
        return counts && (numbers.size() > 4 || numbers.size() > 1 && newWord);
    }
}
