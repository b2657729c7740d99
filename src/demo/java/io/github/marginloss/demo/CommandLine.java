package io.github.marginloss.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * The options of a command line, {@code --name value} or {@code --flag}. A message about a mistake names the option.
 */
public final class CommandLine {

    private final Map<String, String> given = new LinkedHashMap<>();

    /**
     * Reads options.
     *
     * @param flags the options that need no value
     * @param values the options that may have one
     * @param arguments the arguments of the command line
     * @throws DemoException if an option is unknown or lacks its value
     */
    public CommandLine(List<String> flags, List<String> values, String... arguments) {
        for (int k = 0; k < arguments.length; k++) {
            String name = arguments[k];
            boolean alone = k + 1 == arguments.length || arguments[k + 1].startsWith("--");
            if (flags.contains(name) && (alone || !values.contains(name))) {
                given.put(name, "");
            } else if (!values.contains(name)) {
                throw new DemoException("unknown option '" + name + "'; --help lists the options");
            } else if (alone) {
                throw new DemoException(name + " needs a value; --help lists the values");
            } else {
                given.put(name, arguments[++k]);
            }
        }
    }

    /** {@return whether an option is given} */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** {@return the value of an option as text, if it has one} */
    public Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name)).filter(value -> !value.isEmpty());
    }

    /** {@return the value of an option as text, or a default if it has none} */
    public String text(String name, String otherwise) {
        return value(name).orElse(otherwise);
    }

    /** {@return one of some words} */
    public String one(String name, List<String> choices, String otherwise) {
        String value = text(name, otherwise).toLowerCase(Locale.ROOT);
        if (!choices.contains(value)) {
            throw new DemoException(
                    name + " is '" + given.get(name) + "': one of " + String.join(", ", choices) + " expected");
        }
        return value;
    }

    /** {@return a whole number} */
    public long number(String name, long otherwise, long smallest, long largest) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(given.get(name));
            if (value >= smallest && value <= largest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the message follows below
        }
        throw new DemoException(name + " is '" + given.get(name) + "': a whole number from " + smallest + " to "
                + largest + " expected");
    }

    /** {@return a number above 0 and up to a limit} */
    public double positive(String name, double otherwise, double largest) {
        return real(name, otherwise, value -> value > 0 && value <= largest, "above 0 and at most " + largest);
    }

    /** {@return a number from one limit to another} */
    public double real(String name, double otherwise, double smallest, double largest) {
        return real(
                name, otherwise, value -> value >= smallest && value <= largest, "from " + smallest + " to " + largest);
    }

    private double real(String name, double otherwise, DoublePredicate fits, String range) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(given.get(name));
            if (fits.test(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the message follows below
        }
        throw new DemoException(name + " is '" + given.get(name) + "': a number " + range + " expected");
    }

    /** {@return a file or folder} */
    public Path path(String name, String otherwise) {
        String value = text(name, otherwise);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new DemoException(name + " is '" + value + "': " + e.getReason());
        }
    }
}
