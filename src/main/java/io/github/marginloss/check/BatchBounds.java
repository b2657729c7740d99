package io.github.marginloss.check;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Real;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/** Bounds on the rounding errors of every output of a call, added up term by term. */
final class BatchBounds {

    final DMatrixRMaj x;
    final Parameters parameters;
    final int[] labels;
    final Precision precision;
    /** The bounds of L. */
    private final OutputBounds total;
    /** The bounds of the l_i. */
    private final OutputBounds losses;
    /** The bounds of the rows of ∂X. */
    final OutputBounds features;
    /** The bounds of the rows of the other gradients. */
    private final Map<Kind, OutputBounds> rows = new EnumMap<>(Kind.class);

    BatchBounds(DMatrixRMaj x, Parameters parameters, int[] labels, Precision precision) {
        this.x = x;
        this.parameters = parameters;
        this.labels = labels;
        this.precision = precision;
        total = new OutputBounds("L", 1, precision);
        losses = new OutputBounds("l", labels.length, precision);
        features = new OutputBounds("dX", labels.length, precision);
        for (Kind kind : Kind.values()) {
            DMatrixRMaj values = parameters.get(kind);
            if (values != null) {
                String name = kind == Kind.WEIGHTS ? "dW" : kind == Kind.BIAS ? "db" : "dC";
                rows.put(kind, new OutputBounds(name, kind == Kind.BIAS ? 1 : values.numRows, precision));
            }
        }
    }

    OutputBounds rows(Kind kind) {
        return rows.get(kind);
    }

    /** Adds the loss of a sample: the error of careful code in eps, and the absolute error of plain code. */
    void addLoss(int i, Real weight, Real factor, Real loss, Real careful, Real plain) {
        losses.add(i, weight.times(careful), weight.times(plain));
        Real summed = loss.times(Real.of(ofSamples()));
        total.add(0, factor.times(careful), factor.times(plain.plus(summed)));
    }

    /**
     * The rounding error of a sum relative to the sizes of its terms: (4 + √count) eps. In practice, no order of
     * summation exceeds it.
     */
    double ofSum(int count) {
        return (4 + Math.sqrt(count)) * precision.eps();
    }

    /** The same for a sum over the samples. Equal samples have the same error in each step, so their errors add up. */
    double ofSamples() {
        return ofSum(labels.length) + labels.length * precision.eps() / 8;
    }

    /** Judges all outputs that are given. */
    List<Judgement> judge(Evaluation given, Evaluation right) {
        List<Judgement> all = new ArrayList<>();
        if (Given.hasLoss(right)) {
            all.add(total.judge(new double[] {given.loss()}, new double[] {right.loss()}));
        }
        if (given.sampleLosses() != null && labels.length > 0) {
            all.add(losses.judge(given.sampleLosses(), right.sampleLosses(), labels));
        }
        judge(features, given.gradients().features(), right.gradients().features(), all);
        rows.forEach((kind, bounds) ->
                judge(bounds, given.gradients().get(kind), right.gradients().get(kind), all));
        return all;
    }

    private void judge(OutputBounds bounds, DMatrixRMaj got, DMatrixRMaj want, List<Judgement> all) {
        if (got != null && got.getNumElements() > 0) {
            double[] numbers = Arrays.copyOf(got.data, got.getNumElements());
            all.add(bounds.judge(numbers, Objects.requireNonNull(want, "wanted").data, labels));
        }
    }
}
