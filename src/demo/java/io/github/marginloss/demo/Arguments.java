package io.github.marginloss.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The command line, as options with their values.
 *
 * @param given a value for each option; "" for an option without one
 */
record Arguments(Map<String, String> given) {

    /** They take no value. */
    private static final List<String> FLAGS = List.of("--float", "--help");
    /** They may do without. */
    private static final List<String> EITHER = List.of("--open-set");

    private static final List<String> VALUES =
            List.of("--loss", "--epochs", "--dimension", "--seed", "--out", "--data", "--class", "--seeds");

    static Arguments of(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int k = 0; k < arguments.length; k++) {
            String name = arguments[k];
            boolean alone = k + 1 == arguments.length || arguments[k + 1].startsWith("--");
            if (FLAGS.contains(name) || EITHER.contains(name) && alone) {
                given.put(name, "");
            } else if (!VALUES.contains(name) && !EITHER.contains(name)) {
                throw new DemoException("unknown option '" + name + "'; --help shows what there is");
            } else if (alone) {
                throw new DemoException(name + " needs a value; --help shows which");
            } else {
                given.put(name, arguments[++k]);
            }
        }
        return new Arguments(given);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name)).filter(value -> !value.isEmpty());
    }

    /** One of some words, in whatever case. */
    String one(String name, List<String> choices, String otherwise) {
        String value = value(name).orElse(otherwise).toLowerCase(Locale.ROOT);
        if (!choices.contains(value)) {
            throw new DemoException(
                    name + " is '" + given.get(name) + "': one of " + String.join(", ", choices) + " expected");
        }
        return value;
    }

    long number(String name, long otherwise, long least, long greatest) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(given.get(name));
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DemoException(
                name + " is '" + given.get(name) + "': a whole number from " + least + " to " + greatest + " expected");
    }

    Optional<Path> path(String name) {
        try {
            return value(name).map(Path::of);
        } catch (InvalidPathException e) {
            throw new DemoException(name + " is '" + given.get(name) + "': " + e.getReason());
        }
    }
}
