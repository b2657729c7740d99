package io.github.marginloss.bits;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints the lines: {@code mvn -q test-compile exec:java -Dmain.class=io.github.marginloss.bits.Bits -Dexec.args=--all}
 * all that are kept, without {@code --all} those that a test compares, which are quick.
 */
public final class Bits {

    /** Asks for the slow lines as well. */
    private static final String ALL = "--all";

    private Bits() {}

    /** The lines that are quick. */
    static List<Line> quick() {
        List<Line> lines = new ArrayList<>(ShapeLines.quick());
        lines.addAll(OutputLines.lines());
        lines.addAll(FactorLines.lines());
        lines.addAll(RangeLines.lines());
        lines.addAll(AngleLines.lines());
        lines.addAll(PlainLines.lines());
        lines.addAll(OwnLines.lines());
        return lines;
    }

    /** Every line, in the order of the file. */
    static List<Line> all() {
        List<Line> lines = new ArrayList<>(ShapeLines.large());
        lines.addAll(quick());
        return lines;
    }

    /**
     * Prints them.
     *
     * @param args {@code --all} or nothing
     */
    public static void main(String[] args) {
        for (Line line : List.of(args).contains(ALL) ? all() : quick()) {
            System.out.println(line.text());
        }
    }
}
