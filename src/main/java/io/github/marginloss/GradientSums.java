package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.internal.center.CenterTerm;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.softmax.SoftmaxTerm;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes the gradients that are wanted, a few rows at a time: every summand adds its part to these rows, which are then
 * rounded and written. So the memory for the sums does not grow with the number of classes.
 */
final class GradientSums {

    /** Samples per task. */
    private static final int SAMPLES = 16;

    private final List<Summand> summands;
    private final Arguments call;
    private final Parallel parallel;

    private GradientSums(List<Summand> summands, Arguments call, Parallel parallel) {
        this.summands = summands;
        this.call = call;
        this.parallel = parallel;
    }

    /**
     * Writes all gradients that are wanted.
     *
     * @param summands the summands
     * @param call holds the outputs. Modified.
     * @param parallel the threads
     */
    static void write(List<Summand> summands, Arguments call, Parallel parallel) {
        GradientSums sums = new GradientSums(summands, call, parallel);
        sums.writeFeatures();
        RowSource weights = call.parameters().get(Kind.WEIGHTS);
        int tile = weights == null ? CenterTerm.ROWS : SoftmaxTerm.tile(call.features(), weights);
        sums.writeClasses(Kind.WEIGHTS, Kind.BIAS, tile);
        sums.writeClasses(Kind.CENTERS, null, CenterTerm.ROWS);
    }

    private void writeFeatures() {
        RowSink target = call.featureGradient();
        if (target != null) {
            int count = call.features().rows();
            target.reshape(count, call.features().columns());
            List<Supplier<GradientRows.Writer>> terms =
                    summands.stream().map(Summand::features).toList();
            GradientRows.write(count, SAMPLES, target, null, terms, parallel);
        }
    }

    /** Writes the gradient of one kind of parameters, and of another kind whose rows belong to the same classes. */
    private void writeClasses(Kind kind, Kind other, int group) {
        RowSink rows = shaped(kind);
        RowSink bias = other == null ? null : shaped(other);
        if (rows != null || bias != null) {
            List<Supplier<GradientRows.Writer>> terms = summands.stream()
                    .filter(summand -> rows != null && summand.kinds().contains(kind)
                            || bias != null && summand.kinds().contains(other))
                    .map(summand -> summand.classes(kind))
                    .toList();
            int count = (rows != null ? rows : bias).rows();
            GradientRows.write(count, group, rows, bias, terms, parallel);
        }
    }

    /** Returns the sink of a gradient, which has the shape of its parameter; null = not wanted. */
    private RowSink shaped(Kind kind) {
        RowSink sink = call.gradients().get(kind);
        if (sink != null) {
            RowSource parameter = call.parameters().get(kind);
            sink.reshape(parameter.rows(), parameter.columns());
        }
        return sink;
    }
}
