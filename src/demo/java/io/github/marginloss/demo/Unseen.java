package io.github.marginloss.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The unseen classes to verify, if any. */
enum Unseen {
    /** None: training and test samples are of the same classes. */
    NONE,
    /** Synthetic identities, learned from 20 others. */
    FEW,
    /** Synthetic identities, learned from 200 others. */
    MANY,
    /** Classes of the digits, or of the user's samples. */
    DIGITS;

    /** The names that --open-set accepts. */
    static List<String> names() {
        return Stream.of(FEW, MANY, DIGITS).map(Unseen::key).toList();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isSynthetic() {
        return this == FEW || this == MANY;
    }
}
