package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.row.Tangent;

/** The other classes of a cosine head. */
final class CosineOthers implements Others {

    /** A square of a sine below this may be a rounding error. */
    private static final double FLAT = 1e-12;

    /** A logit divided by a larger ratio keeps all its digits. */
    private static final double SMALLEST_RATIO = 1e-290;

    private final CosineGeometry geometry;
    private final Inputs inputs;
    private final Kernels kernels;

    CosineOthers(CosineGeometry geometry) {
        this.geometry = geometry;
        inputs = geometry.inputs;
        kernels = geometry.kernels;
    }

    @Override
    public Real logits(SampleBlock block, int i, ClassSums sums) {
        double[] row = new double[sums.rows().length];
        block.rows.get(i, row);
        double cosines =
                kernels.dot(row, 0, sums.rows(), 0, row.length) - geometry.targets.samples()[block.first + i].cosine();
        return geometry.radius(block.first + i).times(Real.of(cosines));
    }

    /**
     * If nearly all classes are parallel to the sample, their tangents are short, and the sum of whole rows would lose
     * all their digits. Then the tangents are summed class by class, like those of near pairs.
     */
    @Override
    public boolean sum(SampleBlock block, int i, ClassSums sums, double[] target) {
        int sample = block.first + i;
        double[] tangent = sums.tangents(sample, enoughTangents(sample));
        if (tangent != null) {
            System.arraycopy(tangent, 0, target, 0, target.length);
            return isRelative(sample);
        }
        UnitRow own = new UnitRow(target.length);
        load(block.target(i), own);
        for (int k = 0; k < target.length; k++) {
            target[k] = sums.rows()[k] - own.entries()[k] * own.inverseNorm();
        }
        return false;
    }

    /** Whether the part of the other classes along x̂ is relative to ψ. */
    private boolean isRelative(int sample) {
        return geometry.isByNorm() && geometry.targets.samples()[sample].steepnessByNorm() == 0;
    }

    @Override
    public void addTangents(SampleBlock block, int i, int from, int to, double[] target) {
        int sample = block.first + i;
        Target at = geometry.targets.samples()[sample];
        double[] unit = new double[target.length];
        block.rows.get(i, unit);
        Tangent tangent = new Tangent(target.length);
        for (int j = from; j < to; j++) {
            if (j != block.target(i)) {
                tangent.compute(inputs.features(), sample, inputs.weights(), j);
                kernels.axpy(target, tangent.angle().sin().toDouble(), tangent.unit(), target.length);
                if (geometry.isByNorm()) {
                    DD cos = tangent.angle().cos();
                    DD radial = isRelative(sample) ? cos.minus(at.value()) : cos;
                    kernels.axpy(target, radial.toDouble(), unit, target.length);
                }
            }
        }
    }

    private void load(int row, UnitRow target) {
        inputs.weights().get(row, target.entries());
        target.normalise();
    }

    /**
     * Tangents are long enough in all if the error √n eps of the sum of n rounded rows is at most 8 times what the
     * error (1 + r) eps of a logit contributes along them. The target's own tangent counts, so its length is
     * subtracted. Except in hostile cases, the first class or two of a range suffice.
     */
    @Override
    public double enoughTangents(int sample) {
        if (geometry.norm(sample).isZero()) {
            return 0;
        }
        int classes = inputs.shard().classes();
        Target at = geometry.targets.samples()[sample];
        double own = at.sine() == 0 ? 0 : Math.abs(at.slope()) * (classes - 1);
        return Math.sqrt(classes) / (8 * (1 + geometry.radius(sample).toDouble())) - own;
    }

    @Override
    public double tangent(SampleBlock block, int i, double logit) {
        if (logit == 0) {
            return 0; // it may be a class weight of 0, which has no tangent
        }
        double cosine = logit / block.ratio[i];
        double square = 1 - cosine * cosine;
        return block.ratio[i] > SMALLEST_RATIO && square > FLAT ? Math.sqrt(square) : 0;
    }
}
