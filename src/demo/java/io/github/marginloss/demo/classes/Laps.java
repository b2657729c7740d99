package io.github.marginloss.demo.classes;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The time of each round of a step. */
final class Laps {

    /** The rounds of a step, in their order. */
    enum Round {
        TARGETS,
        SCAN,
        FINISH,
        GRADIENTS,
        OPTIMISER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Round, Long> nanoseconds = new EnumMap<>(Round.class);
    private long last = System.nanoTime();

    /** Ends a round: the time since the previous end belongs to it. */
    void end(Round round) {
        long now = System.nanoTime();
        nanoseconds.merge(round, now - last, Long::sum);
        last = now;
    }

    /** {@return the seconds of a round} */
    double seconds(Round round) {
        return nanoseconds.getOrDefault(round, 0L) / 1e9;
    }

    /** {@return the seconds of all rounds} */
    double seconds() {
        return nanoseconds.values().stream().mapToLong(Long::longValue).sum() / 1e9;
    }
}
