package io.github.marginloss.demo.classes;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.shard.ClassSample.Correction;
import java.nio.file.Path;

/**
 * The settings of the user.
 *
 * @param classes n
 * @param dimension d
 * @param batch m
 * @param shards the number of shards
 * @param steps the number of steps
 * @param rate the share of each shard that takes part in a step; 1 = all classes
 * @param correction how the loss allows for the other classes
 * @param loss the loss
 * @param optimiser the optimiser, which moves the rows
 * @param seed the seed of all random numbers
 * @param mode what the program does
 * @param out the folder for the table and the picture of --grow
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

    /** What the program does. */
    enum Mode {
        TRAIN,
        GROW,
        TRAVEL,
        HELP
    }

    private static final int SHARD = 100_000;
    private static final int MIN_SHARDS = 4;

    /** {@return the default number of shards for a number of classes} */
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

    /** {@return the same settings with another number of classes, in the default number of shards, and another rate} */
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

    /** {@return the same settings with another batch size and another dimension} */
    Settings of(int otherBatch, int otherDimension) {
        return new Settings(
                classes, otherDimension, otherBatch, shards, steps, rate, correction, loss, optimiser, seed, mode, out);
    }
}
