package io.github.marginloss.study;

import java.nio.file.Path;
import java.util.List;

/**
 * The user's options: one part of the study, or if none is given, the cases and the golden cases.
 *
 * @param part the part
 * @param count the number of cases, of calls, or of outputs
 * @param first the number of the first case
 * @param folder the folder for pictures
 */
record Options(Part part, long count, long first, Path folder) {

    /** The parts of the study. */
    enum Part {
        CASES,
        SOAK,
        ADAPTIVE,
        SLOPES,
        SHARDS,
        FLOATS,
        SAMPLING,
        EXACT,
        APFLOAT,
        TRUTH,
        HARD,
        GOLDEN,
        PICTURES,
        HELP
    }

    static final String USAGE = """
            Measures how accurate the losses are (docs/numerics.md).

              mvn -q -Pstudy test-compile exec:java -Dexec.args="OPTION"

                               hard cases: the losses against the reference; then the golden cases
              --cases N        the same with about N cases (default 15000)
              --exact N [K]    N outputs of the reference against the truth, bit for bit, from case K on
              --apfloat N [K]  the same against the textbook's formulas in Apfloat: N outputs that it can decide
              --golden         only the golden cases; -Dgolden.file=FILE reads another file
              --truth          the truth itself, against the golden cases, another library, and finite differences
              --hard           prints docs/golden/golden-hard.txt
              --soak N         N extreme calls: none may throw an exception or return NaN
              --adaptive N     the same, only with smoothed or ignored labels, or margins that depend on the sample
              --slopes N       N ordinary batches of such losses: gradients against finite differences
              --shards N       N steps over shards, against an evaluation or the reference
              --floats N       N calls on floats: each must give the results of the call on doubles, rounded once
              --sampling N     how sampling classes changes a loss and its gradient, N draws (docs/shards.md)
              --pictures DIR   draws the pictures of docs/numerics.md
              --help           this text
            """;

    private static final int CASES = 15_000;

    Options(Part part, long count) {
        this(part, count, 0, null);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is missing or malformed
     */
    static Options parse(String... arguments) {
        List<String> given = List.of(arguments);
        if (given.isEmpty()) {
            return new Options(Part.CASES, CASES);
        }
        String name = given.get(0);
        boolean valued = List.of(
                        "--cases",
                        "--soak",
                        "--adaptive",
                        "--slopes",
                        "--shards",
                        "--floats",
                        "--sampling",
                        "--exact",
                        "--apfloat",
                        "--pictures")
                .contains(name);
        boolean ranged = List.of("--exact", "--apfloat").contains(name) && given.size() == 3;
        if (given.size() != (valued ? 2 : 1) && !ranged) {
            throw new IllegalArgumentException("one option expected" + (valued ? ", " + name + " and its value" : ""));
        }
        return switch (name) {
            case "--cases" -> new Options(Part.CASES, number(name, given.get(1)));
            case "--soak" -> new Options(Part.SOAK, number(name, given.get(1)));
            case "--adaptive" -> new Options(Part.ADAPTIVE, number(name, given.get(1)));
            case "--slopes" -> new Options(Part.SLOPES, number(name, given.get(1)));
            case "--shards" -> new Options(Part.SHARDS, number(name, given.get(1)));
            case "--floats" -> new Options(Part.FLOATS, number(name, given.get(1)));
            case "--sampling" -> new Options(Part.SAMPLING, number(name, given.get(1)));
            case "--exact", "--apfloat" ->
                new Options(
                        name.equals("--exact") ? Part.EXACT : Part.APFLOAT,
                        number(name, given.get(1)),
                        ranged ? number(name, given.get(2)) : 0,
                        null);
            case "--truth" -> new Options(Part.TRUTH, 0);
            case "--hard" -> new Options(Part.HARD, 0);
            case "--golden" -> new Options(Part.GOLDEN, 0);
            case "--pictures" -> new Options(Part.PICTURES, 0, 0, Path.of(given.get(1)));
            case "--help" -> new Options(Part.HELP, 0);
            default -> throw new IllegalArgumentException("unknown option '" + name + "'; --help lists the options");
        };
    }

    private static long number(String name, String value) {
        try {
            long number = Long.parseLong(value);
            if (number > 0 && number <= 1_000_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the message follows below
        }
        throw new IllegalArgumentException(name + " is '" + value + "': a whole number from 1 to 1000000000 expected");
    }
}
