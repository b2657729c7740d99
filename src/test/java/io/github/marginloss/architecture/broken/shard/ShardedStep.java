package io.github.marginloss.architecture.broken.shard;

import io.github.marginloss.architecture.broken.reference.Reference;

/** Breaks: shard does not see reference. */
public final class ShardedStep {

    void scan(Reference reference) {}
}
