package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.row.Tangent;
import java.util.Arrays;

/** The classes of one tile, laid out for the products. Not thread-safe; one instance per worker. */
final class ClassTile {

    private final Inputs inputs;
    /** ŵ_j for a cosine head, w_j·2^−exponent for a linear one; null until one is allocated. */
    Panel rows;

    // Scratch memory of the worker
    final UnitRow unit;
    final Tangent tangent;
    final double[] row;
    private final double[] maximum;

    int first;
    int count;

    ClassTile(Inputs inputs) {
        this.inputs = inputs;
        unit = new UnitRow(inputs.dimension());
        tangent = new Tangent(inputs.dimension());
        row = new double[inputs.dimension()];
        maximum = new double[inputs.largestBlock()];
    }

    /** Moves to the tile of the given number, without loading its rows. */
    void locate(int number) {
        first = number * inputs.tiling().tile();
        count = Math.min(inputs.tiling().tile(), inputs.classes() - first);
    }

    /** Allocates memory for the rows. */
    void allocate() {
        if (rows == null) {
            int size = Math.min(inputs.tiling().tile(), inputs.classes());
            rows = inputs.kernels().leftPanel(size, inputs.dimension());
        }
    }

    /** {@return the largest logit of each sample among the classes of this tile; valid until the next call} */
    double[] maximum(double[][] z, int samples) {
        Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
        for (int j = 0; j < count; j++) {
            inputs.kernels().maximum(maximum, z[j], samples);
        }
        return maximum;
    }

    /**
     * Replaces the logits of one class by E, multiplied by the number of classes that it stands for.
     *
     * @param j the class, numbered within the tile
     * @param z its logits in the units of the samples, then E. Modified.
     * @param origin the M of the samples. Not modified.
     * @param units their units. Not modified.
     * @param shift the binary exponent of the factor that all E share
     * @param scratch scratch memory. Modified.
     */
    void exponentials(int j, double[] z, double[] origin, double[] units, int shift, double[] scratch) {
        Kernels kernels = inputs.kernels();
        kernels.subtractMultiply(z, origin, units, origin.length);
        kernels.exponentials(z, scratch, origin.length, shift);
        double times = inputs.shard().multiplicity(first + j);
        if (times != 1) {
            kernels.scale(z, times, origin.length);
        }
    }

    /** Computes the angle of a sample and a class of this tile; valid until the next call. */
    Tangent angle(int sample, int j) {
        tangent.compute(inputs.features(), sample, inputs.weights(), first + j);
        return tangent;
    }
}
