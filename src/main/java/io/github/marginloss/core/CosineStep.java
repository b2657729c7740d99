package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/** A step of z<sub>ij</sub> = r<sub>i</sub> cos θ<sub>ij</sub>, with a margin for the target class. */
final class CosineStep extends Step {

    final Head.Cosine head;

    CosineStep(Head.Cosine head, DMatrixRMaj features, DMatrixRMaj weights, int[] labels, Tiling tiling) {
        super(features, weights, labels, tiling);
        this.head = head;
    }

    @Override
    int shift() {
        return SHIFT;
    }

    @Override
    SampleBlock block(int number) {
        return new CosineBlock(this, number);
    }

    @Override
    ClassTile tile() {
        return new CosineTile(this);
    }
}
