package io.github.marginloss.core;

/**
 * The target class of each sample of a block, in double-double: its logit, and what the gradients need of its angle.
 */
final class Targets {

    /** A slope or value of more bits than this, times a sum of exponentials, might overflow. */
    private static final int STEEP = 300;

    /** z_y. */
    final Real[] logit;
    /** ψ(θ). */
    final DD[] value;
    /** dψ/dθ. */
    final double[] slope;
    /** The unit tangent at x̂ towards ŵ_y; zero where there is none. */
    final double[][] tangent;
    /** The unit tangent at ŵ_y towards x̂; zero where there is none. */
    final double[][] classTangent;

    Targets(int count) {
        logit = new Real[count];
        value = new DD[count];
        slope = new double[count];
        tangent = new double[count][];
        classTangent = new double[count][];
    }

    /** The bits by which the slope is beyond anything ordinary. */
    int steepness(int i) {
        return beyond(slope[i]);
    }

    /** The bits by which slope or value are, both of which enter ∂X with the norm as scale. */
    int steepnessByNorm(int i) {
        return Math.max(beyond(slope[i]), beyond(value[i].toDouble()));
    }

    private static int beyond(double size) {
        return Math.max(0, Powers.exponent(Math.abs(size)) - STEEP);
    }

    /** Computes sample i of the block. */
    void compute(Step step, SampleBlock block, int i, int label, Tangent angle) {
        if (step.head() instanceof Head.Cosine cosine) {
            cosine(step, cosine, block, i, label, angle);
        } else {
            linear(step, block, i, label);
        }
    }

    private void linear(Step step, SampleBlock block, int i, int label) {
        int d = step.dimension();
        double[] x = new double[d];
        double[] w = new double[d];
        block.scaled(step, i, x);
        Powers.scale(step.weights().data, label * d, w, 0, d, -step.classExponent());
        double bias = step.bias() == null ? 0 : step.bias().data[label];
        logit[i] = Real.of(DD.dot(x, 0, w, 0, d), (long) block.exponent[i] + step.classExponent()).plus(Real.of(bias));
    }

    private void cosine(Step step, Head.Cosine head, SampleBlock block, int i, int label, Tangent angle) {
        angle.compute(step, block, i, label);
        double cos = angle.cos.toDouble();
        double sin = angle.sin.toDouble();
        if (head.margin() instanceof PreciseMargin precise) {
            PreciseMargin.Result result = precise.at(new Angle(angle.cos, angle.sin, angle.cos.times(angle.cos)));
            value[i] = result.value();
            slope[i] = result.slope().toDouble();
        } else {
            value[i] = DD.of(head.margin().value(cos, sin));
            slope[i] = head.margin().slope(cos, sin);
        }
        requireFinite("value", value[i].toDouble(), cos, sin);
        requireFinite("slope", slope[i], cos, sin);
        tangent[i] = angle.unit.clone();
        classTangent[i] = new double[angle.unit.length];
        double[] row = new double[angle.unit.length];
        block.rows.get(i, row, 0);
        angle.atClass(row, classTangent[i]);
        logit[i] = Real.of(value[i], 0).times(block.scale(head.scale(), i));
    }

    private static void requireFinite(String what, double result, double cos, double sin) {
        if (!Double.isFinite(result)) {
            throw new IllegalArgumentException("margin: " + what + "(" + cos + ", " + sin + ") is " + result
                    + ": a finite number expected");
        }
    }
}
