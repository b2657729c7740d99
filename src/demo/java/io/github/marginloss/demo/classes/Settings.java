package io.github.marginloss.demo.classes;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.shard.ClassSample.Correction;
import java.nio.file.Path;

/**
 * What the user wants.
 *
 * @param classes n
 * @param dimension d
 * @param batch m
 * @param shards how many shards hold the classes
 * @param steps how many steps are trained
 * @param rate the share of each shard that takes part in a step; 1 = all of it, without a sample
 * @param correction what is done about the others
 * @param loss the loss
 * @param optimiser what moves the rows
 * @param seed of everything that is random
 * @param mode what is done
 * @param out where the table and the picture of a growth go
 */
record Settings(
        int classes,
        int dimension,
        int batch,
        int shards,
        int steps,
        double rate,
        Correction correction,
        HeadLoss loss,
        Sgd optimiser,
        long seed,
        Mode mode,
        Path out) {

    /** What is done. */
    enum Mode {
        TRAIN,
        GROW,
        TRAVEL,
        HELP
    }

    private static final int SHARD = 100_000;
    private static final int MIN_SHARDS = 4;

    /** {@return how many shards some classes have if nothing else is said} */
    static int shardsFor(int classes) {
        return Math.min(classes, Math.max(MIN_SHARDS, 1 + (classes - 1) / SHARD));
    }

    /** {@return the first class of a shard; of the shard after the last, n} */
    int firstClass(int shard) {
        return (int) ((long) classes * shard / shards);
    }

    /** {@return the number of classes of the largest shard} */
    int rowsOfAShard() {
        return 1 + (classes - 1) / shards;
    }

    /** {@return the same with other classes in as many shards as are usual, and another share of them taking part} */
    Settings with(int otherClasses, double otherRate) {
        int otherShards = shardsFor(otherClasses);
        return new Settings(
                otherClasses,
                dimension,
                batch,
                otherShards,
                steps,
                otherRate,
                correction,
                loss,
                optimiser,
                seed,
                mode,
                out);
    }

    /** {@return the same with another batch and other features} */
    Settings of(int otherBatch, int otherDimension) {
        return new Settings(
                classes, otherDimension, otherBatch, shards, steps, rate, correction, loss, optimiser, seed, mode, out);
    }
}
