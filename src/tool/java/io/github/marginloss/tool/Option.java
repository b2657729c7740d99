package io.github.marginloss.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arguments that begin with two hyphens. */
enum Option {
    /** How W is stored. */
    WEIGHTS("nxd|dxn"),
    /** Asks for some rows only. */
    SAMPLES(null),
    /** The type of the answer's numbers. */
    DTYPE("float64|float32"),
    /** Where the answer goes. */
    OUTPUT(null),
    /** Selects a golden case. */
    CASE(null),
    /** Judges the user's own results; its value is optional. */
    GRADE("|P|R"),
    /** Prints the help. */
    HELP(""),
    /** Prints the version. */
    VERSION("");

    /** The permitted values, separated by |; null = any. */
    private final String choices;

    Option(String choices) {
        this.choices = choices;
    }

    private List<String> choices() {
        return choices == null ? List.of() : List.of(choices.split("\\|", -1));
    }

    static Optional<Option> of(String word) {
        return Arrays.stream(values())
                .filter(option -> option.word().equals(word))
                .findFirst();
    }

    /** The option as it is written. */
    String word() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the next argument is its value. */
    boolean needsValue() {
        return !choices().contains("");
    }

    boolean takes(String value) {
        return choices().isEmpty() ? !value.isEmpty() : choices().contains(value);
    }

    /** The values that the option takes, for messages. */
    String expected() {
        String words = choices().stream().filter(choice -> !choice.isEmpty()).collect(Collectors.joining(" or "));
        return !words.isEmpty() ? words : needsValue() ? "a value" : "no value";
    }

    static String all() {
        return Stream.of(values()).map(Option::word).collect(Collectors.joining(" "));
    }
}
