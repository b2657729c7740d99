package io.github.marginloss.shard;

import io.github.marginloss.FloatGradients;
import io.github.marginloss.Gradients;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The gradients that a shard must write, as doubles or as floats.
 *
 * @param weights receives ∂L/∂W; null = not wanted. Modified.
 * @param bias receives ∂L/∂b; null = not wanted. Modified.
 */
record ShardOutputs(RowSink weights, RowSink bias) {

    static ShardOutputs of(Gradients out) {
        refuse(Objects.requireNonNull(out, "out").features(), out.centers());
        return new ShardOutputs(DoubleRows.of(out.weights()), DoubleRows.of(out.bias()));
    }

    static ShardOutputs of(FloatGradients out) {
        refuse(Objects.requireNonNull(out, "out").features(), out.centers());
        return new ShardOutputs(FloatRows.of(out.weights()), FloatRows.of(out.bias()));
    }

    private static void refuse(Object features, Object centers) {
        if (features != null) {
            throw new IllegalArgumentException(
                    "out has features: weights and bias alone expected, because finish gives ∂L/∂X");
        }
        if (centers != null) {
            throw new IllegalArgumentException("out has centers: weights and bias alone expected");
        }
    }

    /** Requires that no output is an input or another output, and that each has its parameter. */
    void check(ShardRows rows) {
        if (bias != null && rows.bias() == null) {
            throw new IllegalArgumentException("out.bias is wanted, but rows has no bias");
        }
        Map<String, RowSource> inputs = named("weights", rows.weights(), "bias", rows.bias());
        Map<String, RowSource> outputs = named("out.weights", weights, "out.bias", bias);
        outputs.forEach((name, output) -> Objects.requireNonNull(output.array(), name + ".data"));
        Check.distinct(inputs, outputs, null);
    }

    private static Map<String, RowSource> named(
            String weightsName, RowSource weights, String biasName, RowSource bias) {
        Map<String, RowSource> named = new LinkedHashMap<>();
        named.put(weightsName, weights);
        named.put(biasName, bias);
        named.values().removeIf(Objects::isNull);
        return named;
    }

    /** Gives the outputs the shapes of their parameters. */
    void reshape(ShardRows rows) {
        if (weights != null) {
            weights.reshape(rows.weights().rows(), rows.weights().columns());
        }
        if (bias != null) {
            bias.reshape(rows.weights().rows(), 1);
        }
    }
}
