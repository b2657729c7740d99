package io.github.marginloss.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A command line of options with values, and of flags. */
final class Arguments {

    private final Map<String, String> given = new LinkedHashMap<>();

    /**
     * Reads a command line.
     *
     * @throws UserException an option that is unknown or lacks its value
     */
    Arguments(List<String> values, List<String> flags, String... arguments) {
        for (int k = 0; k < arguments.length; k++) {
            String name = arguments[k];
            if (flags.contains(name)) {
                given.put(name, "");
            } else if (!values.contains(name)) {
                throw new UserException("unknown option '" + name + "'; --help shows what there is");
            } else if (k + 1 == arguments.length || arguments[k + 1].startsWith("--")) {
                throw new UserException(name + " needs a value; --help shows which");
            } else {
                given.put(name, arguments[++k]);
            }
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    String one(String name, String otherwise, List<String> choices) {
        String value = given.getOrDefault(name, otherwise).toLowerCase(Locale.ROOT);
        if (!choices.contains(value)) {
            throw new UserException(
                    name + " is '" + given.get(name) + "': one of " + String.join(", ", choices) + " expected");
        }
        return value;
    }

    int whole(String name, int otherwise, int least) {
        return (int) whole(name, otherwise, least, Integer.MAX_VALUE);
    }

    long whole(String name, long otherwise, long least, long greatest) {
        String value = given.getOrDefault(name, Long.toString(otherwise));
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UserException(
                name + " is '" + value + "': a whole number from " + least + " to " + greatest + " expected");
    }

    double real(String name, double otherwise, double least, double greatest) {
        String value = given.getOrDefault(name, Double.toString(otherwise));
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UserException(name + " is '" + value + "': a number from " + least + " to " + greatest + " expected");
    }
}
