package io.github.marginloss.core;

/**
 * The target class of each sample of a block, in double-double: its logit, and what the gradients need of its angle.
 */
final class Targets {

    /** z_y, in the sample's unit. */
    final DD[] logit;
    /** ψ(θ). */
    final double[] value;
    /** dψ/dθ. */
    final double[] slope;
    /** The unit tangent at x̂ towards ŵ_y; zero where there is none. */
    final double[][] tangent;
    final double[] cos;
    final double[] sin;

    Targets(int count) {
        logit = new DD[count];
        value = new double[count];
        slope = new double[count];
        tangent = new double[count][];
        cos = new double[count];
        sin = new double[count];
    }

    /** Computes sample i of the block. */
    void compute(Step step, SampleBlock block, int i, int label) {
        int d = step.dimension();
        double[] x = new double[d];
        double[] w = new double[d];
        block.scaled(step, i, x);
        int maximum = Powers.exponent(Powers.maximum(step.weights().data, label * d, d));
        int exponent = step.cosine() ? maximum : step.classExponent();
        Powers.scale(step.weights().data, label * d, w, 0, d, -exponent);
        if (step.head() instanceof Head.Cosine cosine) {
            angle(cosine, block, i, x, w);
        } else {
            double bias = step.bias() == null ? 0 : step.bias().data[label];
            logit[i] = DD.dot(x, 0, w, 0, d)
                    .scalb(block.exponent[i] + exponent - block.unit[i])
                    .plus(DD.of(bias).scalb(-block.unit[i]));
        }
    }

    private void angle(Head.Cosine head, SampleBlock block, int i, double[] x, double[] w) {
        Tangent target = new Tangent(x.length);
        target.compute(x, block.norm[i], w, DD.dot(w, 0, w, 0, w.length).sqrt());
        DD psi;
        if (head.margin() instanceof PreciseMargin precise) {
            PreciseMargin.Result result = precise.at(target.cos, target.sin);
            psi = result.value();
            slope[i] = result.slope().toDouble();
        } else {
            psi = DD.of(finite("value", head.margin().value(target.cos.toDouble(), target.sin.toDouble()), target));
            slope[i] = finite("slope", head.margin().slope(target.cos.toDouble(), target.sin.toDouble()), target);
        }
        value[i] = psi.toDouble();
        cos[i] = target.cos.toDouble();
        sin[i] = target.sin.toDouble();
        tangent[i] = target.unit;
        DD r = head.scale() instanceof Scale.Fixed fixed ? DD.of(fixed.s()) : block.norm[i].scalb(block.exponent[i]);
        logit[i] = psi.times(r.scalb(-block.unit[i]));
    }

    private static double finite(String what, double value, Tangent target) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("margin: " + what + "(" + target.cos.toDouble() + ", "
                    + target.sin.toDouble() + ") is " + value + ": a finite number expected");
        }
        return value;
    }

    /** Adds factor · the unit tangent at ŵ_y towards x̂_i, which is sin θ x̂ − cos θ t; nothing where there is none. */
    void addClassTangent(int i, double factor, double[] unitRow, double[] sum, int offset) {
        if (sin[i] == 0 || isZero(tangent[i])) {
            return;
        }
        for (int j = 0; j < unitRow.length; j++) {
            double direction = sin[i] * unitRow[j] - cos[i] * tangent[i][j];
            sum[offset + j] = Math.fma(factor, direction, sum[offset + j]);
        }
    }

    private static boolean isZero(double[] row) {
        return Powers.maximum(row, 0, row.length) == 0;
    }
}
