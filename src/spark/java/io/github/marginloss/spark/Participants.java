package io.github.marginloss.spark;

import io.github.marginloss.shard.ClassSample;

/**
 * The classes of a shard that take part in a step.
 *
 * @param first the first class of the shard
 * @param sample null for all classes, which then need not be copied
 */
record Participants(int first, ClassSample sample) {

    boolean all() {
        return sample == null;
    }

    /** {@return their rows; not to be modified} */
    ClassRows of(ClassRows rows) {
        return all() ? rows : rows.gather(sample);
    }

    /** {@return all rows, new where they take part} */
    ClassRows replaced(ClassRows rows, ClassRows participants) {
        if (all()) {
            return participants;
        }
        ClassRows replaced = rows.copy();
        participants.scatter(sample, replaced);
        return replaced;
    }
}
