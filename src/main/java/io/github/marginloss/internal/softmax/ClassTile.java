package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.row.Tangent;

/** The classes of one tile, laid out for the products. Not thread-safe; one instance per worker. */
final class ClassTile {

    private final Inputs inputs;
    /** ŵ_j for a cosine head, w_j·2^−exponent for a linear one; null until one is allocated. */
    Panel rows;

    // Scratch memory of the worker
    final UnitRow unit;
    final Tangent tangent;
    final double[] row;

    int first;
    int count;

    ClassTile(Inputs inputs) {
        this.inputs = inputs;
        unit = new UnitRow(inputs.dimension());
        tangent = new Tangent(inputs.dimension());
        row = new double[inputs.dimension()];
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

    /** Computes the angle of a sample and a class of this tile; valid until the next call. */
    Tangent angle(int sample, int j) {
        tangent.compute(inputs.features(), sample, inputs.weights(), first + j);
        return tangent;
    }
}
