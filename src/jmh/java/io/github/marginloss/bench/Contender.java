package io.github.marginloss.bench;

/** One way to compute the training step: loss and both gradients. */
interface Contender {

    /** The step; returns the loss. */
    double step();

    /** What the tables call it. */
    String name();
}
