package io.github.marginloss.spark;

/** Where the samples of each step come from. */
interface Batches {

    /** {@return the batch of a step, the same whenever it is asked for} */
    Batch batch(long step);
}
