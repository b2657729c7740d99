package io.github.marginloss.spark;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import org.apache.spark.TaskContext;

/** The margin of CosFace, which may fail at the first try of a task. */
final class TestMargin {

    private TestMargin() {}

    static HeadLoss loss(boolean fails) {
        Margin margin = Margin.of(
                (cos, sin) -> {
                    TaskContext task = TaskContext.get();
                    if (fails && task != null && task.attemptNumber() == 0) {
                        throw new IllegalStateException("at the first try");
                    }
                    return cos - 0.2;
                },
                (cos, sin) -> -sin);
        return new MarginSoftmax(Scale.fixed(16), margin, Reduction.MEAN);
    }
}
