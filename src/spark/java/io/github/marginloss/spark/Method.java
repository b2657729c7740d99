package io.github.marginloss.spark;

import io.github.marginloss.HeadLoss;

/**
 * How a head is trained.
 *
 * @param loss the loss
 * @param sampling which classes take part in a step
 * @param sgd how they move
 */
record Method(HeadLoss loss, Sampling sampling, Sgd sgd) {}
