package io.github.marginloss.shard;

import io.github.marginloss.internal.softmax.SampleFactors;
import io.github.marginloss.internal.softmax.Targets;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/**
 * What the last round of a {@link ShardedStep} needs for each sample: M and S over all classes (see {@link
 * ShardStatistics}), and the factor that turns an exponential into a gradient. Immutable; a few numbers per sample.
 */
public final class ShardFactors implements Serializable {

    private static final long serialVersionUID = 1;

    final ShardSpan span;
    final Targets targets;
    final SampleFactors data;

    ShardFactors(ShardSpan span, Targets targets, SampleFactors data) {
        this.span = span;
        this.targets = targets;
        this.data = data;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (span == null || targets == null || data == null || !targets.isSound() || !data.isSound(targets)) {
            throw ShardSpan.broken("factors");
        }
    }

    /** {@return the number of shards, for messages} */
    @Override
    public String toString() {
        return "ShardFactors of " + span.fingerprints().length + " shards";
    }
}
