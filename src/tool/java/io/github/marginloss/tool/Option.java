package io.github.marginloss.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What begins with two hyphens. */
enum Option {
    /** How W is stored. */
    WEIGHTS("nxd|dxn"),
    /** Some rows only. */
    SAMPLES(null),
    /** Of the answer. */
    DTYPE("float64|float32"),
    /** Where the answer goes. */
    OUTPUT(null),
    /** Which golden case. */
    CASE(null),
    /** Judge the user's own results; its value is optional. */
    GRADE("|P|R"),
    /** Say what there is. */
    HELP(""),
    /** Say which version this is. */
    VERSION("");

    /** The values that are taken, with | between them; null = any. */
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

    /** As it is written. */
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

    /** What it takes, for messages. */
    String expected() {
        String words = choices().stream().filter(choice -> !choice.isEmpty()).collect(Collectors.joining(" or "));
        return !words.isEmpty() ? words : needsValue() ? "a value" : "no value";
    }

    static String all() {
        return Stream.of(values()).map(Option::word).collect(Collectors.joining(" "));
    }
}
