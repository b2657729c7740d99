package io.github.marginloss.core;

import java.util.Arrays;

/** The classes of one tile as the products want them: normalised rows ŵ (cosine heads) or the rows themselves. */
final class ClassTile {

    private final Step step;
    private final ClassNorm norm;
    private final Tangent angle;
    /** Scratch of the length of a row. */
    final double[] row;
    /** ŵ_j, or w_j·2^−classExponent. */
    final Panel rows;
    int first;
    int count;

    ClassTile(Step step) {
        this.step = step;
        norm = new ClassNorm(step.dimension());
        rows = new Panel(
                Math.min(step.tiling().tile(), step.classes()), step.dimension(), step.tiling().width());
        row = new double[step.dimension()];
        angle = new Tangent(step.dimension());
    }

    /** Makes this the tile of the given number, without its rows. */
    void locate(int tile) {
        first = tile * step.tiling().tile();
        count = Math.min(step.tiling().tile(), step.classes() - first);
    }

    /** Makes this the tile of the given number. */
    void load(int tile) {
        locate(tile);
        double[] weights = step.weights().data;
        double linear = Math.scalb(1.0, -step.classExponent());
        for (int j = 0; j < count; j++) {
            int offset = (first + j) * row.length;
            if (step.cosine()) {
                norm.compute(weights, offset);
                rows.set(j, norm.values, norm.offset, norm.inverse);
            } else {
                rows.set(j, weights, offset, linear);
            }
        }
    }

    /** The angle of a sample and a class of this tile; valid until the next call. */
    Tangent angle(SampleBlock block, int i, int j) {
        angle.compute(step, block, i, first + j);
        return angle;
    }

    boolean scaledByNorm() {
        return step.head() instanceof Head.Cosine cosine && cosine.scale() instanceof Scale.Norm;
    }

    /** z = the margin-free logits of a block, a class a row, in the samples' units. */
    void logits(SampleBlock block, double[][] z) {
        for (int j = 0; j < count; j++) {
            Arrays.fill(z[j], 0, block.count, 0);
        }
        for (int s = 0; s < rows.segments(); s++) {
            Kernels.multiplyAdd(
                    z, count, rows.rows(s), block.columns.rows(0), rows.start(s), rows.length(s), block.count);
        }
        for (int j = 0; j < count; j++) {
            if (step.bias() == null) {
                Kernels.multiply(z[j], block.ratio, block.count);
            } else {
                double bias = step.bias().data[first + j];
                Kernels.multiplyAdd(z[j], block.ratio, bias, block.inverseUnits, block.count);
            }
        }
    }
}
