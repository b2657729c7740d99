package io.github.marginloss.core;

/**
 * What turns E<sub>ij</sub> into the gradient by the logit, sample by sample, all in one unit 2^exponent so that neither end of the
 * range of double is met: a<sub>i</sub> q<sub>i</sub> for the bias; times r<sub>i</sub> for the direction of the class weight.
 */
final class ClassFactors {

    private final Forward forward;
    private final Step step;
    /** a r q of each block; for a linear head a q times the power of two that the sample was scaled by. */
    private final double[][] outer;
    /** a q of each block. */
    private final double[][] plain;
    /** The binary exponent of the unit of the outer factors. */
    final long exponent;
    /** That of the plain ones. */
    final long biasExponent;

    ClassFactors(Forward forward, double[] coefficients) {
        this.forward = forward;
        this.step = forward.step;
        int m = step.samples();
        Real[] outerReal = new Real[m];
        Real[] plainReal = new Real[m];
        long greatest = Long.MIN_VALUE;
        long greatestPlain = Long.MIN_VALUE;
        for (int i = 0; i < m; i++) {
            SampleBlock block = forward.blocks[step.blockOf(i)];
            plainReal[i] = forward.factor(i, coefficients);
            outerReal[i] = plainReal[i].times(scale(block, i - block.first));
            if (!outerReal[i].isZero()) {
                int steepness = forward.targets[step.blockOf(i)].steepness(i - block.first);
                greatest = Math.max(greatest, outerReal[i].exponent() + steepness);
                greatestPlain = Math.max(greatestPlain, plainReal[i].exponent());
            }
        }
        exponent = greatest == Long.MIN_VALUE ? 0 : greatest;
        biasExponent = greatestPlain == Long.MIN_VALUE ? 0 : greatestPlain;
        outer = perBlock(outerReal, exponent);
        plain = perBlock(plainReal, biasExponent);
    }

    private Real scale(SampleBlock block, int i) {
        return step.head() instanceof Head.Cosine cosine
                ? block.scale(cosine.scale(), i)
                : new Real(DD.ONE, block.exponent[i]);
    }

    private double[][] perBlock(Real[] values, long unit) {
        double[][] result = new double[forward.blocks.length][];
        for (int b = 0; b < result.length; b++) {
            SampleBlock block = forward.blocks[b];
            result[b] = new double[block.count];
            for (int i = 0; i < block.count; i++) {
                result[b][i] = values[block.first + i].toDD(-unit).toDouble();
            }
        }
        return result;
    }

    /** Turns a row of E into the gradient by a class's logits, and returns its sum by the bias. */
    double apply(int b, double[] row) {
        int count = forward.blocks[b].count;
        double bias = step.bias() == null ? 0 : Kernels.dot(row, 0, plain[b], 0, count);
        Kernels.multiply(row, outer[b], count);
        return bias;
    }

    /** a r q S ψ', the factor of a target's tangent at its class. */
    double target(int i) {
        int b = step.blockOf(i);
        int k = i - forward.blocks[b].first;
        return outer[b][k] * forward.statistics[b].sum[k] * forward.targets[b].slope[k];
    }
}
