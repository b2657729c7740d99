package io.github.marginloss.check;

import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Real;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** What rounding may do to every output of a call, added up term by term. */
final class Allowances {

    final DMatrixRMaj x;
    final Parameters parameters;
    final int[] labels;
    final Precision precision;
    /** Of L. */
    final Allowance total = new Allowance();
    /** Of the l_i. */
    final Allowance[] losses;
    /** Of the rows of ∂X. */
    final Allowance[] features;
    /** Of the rows of the other gradients; ∂b is one row. */
    private final Map<Kind, Allowance[]> rows = new EnumMap<>(Kind.class);

    Allowances(DMatrixRMaj x, Parameters parameters, int[] labels, Precision precision) {
        this.x = x;
        this.parameters = parameters;
        this.labels = labels;
        this.precision = precision;
        losses = allowances(labels.length);
        features = allowances(labels.length);
        for (Kind kind : Kind.values()) {
            DMatrixRMaj values = parameters.get(kind);
            if (values != null) {
                rows.put(kind, allowances(kind == Kind.BIAS ? 1 : values.numRows));
            }
        }
    }

    private static Allowance[] allowances(int length) {
        Allowance[] all = new Allowance[length];
        Arrays.setAll(all, i -> new Allowance());
        return all;
    }

    Allowance[] rows(Kind kind) {
        return rows.get(kind);
    }

    /** Adds the loss of a sample, with its error in eps by careful code and the absolute one by plain code. */
    void addLoss(int i, Real weight, Real factor, Real loss, Real careful, Real plain) {
        losses[i].add(weight.times(careful), weight.times(plain));
        Real summed = loss.times(Real.of(ofSum(labels.length)));
        total.add(factor.times(careful), factor.times(plain.plus(summed)));
    }

    /** What a sum loses to rounding, relative to its terms' sizes: 4 + √count eps, which no order exceeds in practice. */
    double ofSum(int count) {
        return (4 + Math.sqrt(count)) * precision.eps();
    }
}
