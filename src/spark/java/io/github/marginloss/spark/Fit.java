package io.github.marginloss.spark;

import java.util.Map;

/**
 * What a run must have in common with the checkpoint that it goes on from.
 *
 * @param options of the run
 * @param from the checkpoint
 */
record Fit(Options options, Checkpoint from) {

    /** Requires options that leave as it is what cannot change while a head is trained. */
    void requireOptions() {
        Shape shape = from.shape();
        options.seed().ifPresent(given -> same("--seed is " + given, given, shape.seed()));
        options.shards().ifPresent(given -> same("--shards is " + given, given, shape.shards()));
        options.dimension().ifPresent(given -> same("--dimension is " + given, given, shape.dimension()));
        if (options.floats() && shape.storage() != ClassRows.Storage.FLOAT) {
            throw otherwise("--float is given", "doubles");
        }
        if (from.settings().synthetic() != options.data().isEmpty()) {
            throw new UserException(
                    from.settings().synthetic()
                            ? "--data is given, but the checkpoint has been trained with synthetic identities: leave it out"
                            : "--data is missing: the checkpoint has been trained with samples of your own");
        }
    }

    private static void same(String what, Object given, Object checkpoint) {
        if (!given.equals(checkpoint)) {
            throw otherwise(what, checkpoint);
        }
    }

    private static UserException otherwise(String what, Object checkpoint) {
        return new UserException(
                what + ", but the checkpoint has " + checkpoint + ": leave it out, or begin in another folder");
    }

    /** Requires features of the same dimension, and at least the same classes. */
    void requireIdentities(Identities identities) {
        Shape shape = from.shape();
        if (identities.dimension() != shape.dimension()) {
            throw new UserException("a sample has " + identities.dimension() + " features, but the checkpoint has "
                    + shape.dimension() + ": the same number expected");
        }
        if (identities.classes() < shape.classes()) {
            throw new UserException("there are " + identities.classes() + " classes, but the checkpoint has "
                    + shape.classes() + ": at least these expected");
        }
    }

    /**
     * Requires a checkpoint to come that remembers what is changed.
     *
     * @param changed options with their new values
     */
    void requireMemory(Map<String, String> changed, Identities identities) {
        if (options.steps() == 0 && identities.classes() == from.shape().classes()) {
            changed.forEach((option, value) -> {
                throw new UserException(option + " is " + value
                        + ", but --steps is 0 and no class is added, so no checkpoint would remember it:"
                        + " leave it out, or make at least one step");
            });
        }
    }
}
