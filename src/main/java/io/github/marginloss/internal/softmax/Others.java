package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;

/**
 * All classes of a sample except its target, each with the same weight. Smoothed labels need them from a {@link
 * Geometry}. Here i numbers the samples of a block.
 */
interface Others {

    /** {@return the other classes of a geometry} */
    static Others of(Geometry geometry) {
        if (geometry instanceof LinearGeometry linear) {
            return new LinearOthers(linear);
        }
        if (geometry instanceof CosineGeometry cosine) {
            return new CosineOthers(cosine);
        }
        throw new IllegalStateException("no smoothed labels for " + geometry);
    }

    /**
     * {@return Σ z_j}
     *
     * @param sums the sums over all classes. Not modified.
     */
    Real logits(SampleBlock block, int i, ClassSums sums);

    /**
     * Writes H with E = 1.
     *
     * @param sums the sums over all classes. Not modified.
     * @param target receives H. Modified.
     * @return whether H already has its part along x̂, relative to ψ, like that of near pairs
     */
    boolean sum(SampleBlock block, int i, ClassSums sums, double[] target);

    /**
     * {@return the sum of the lengths of tangents from which on whole rows may be summed in their place; 0 if they
     * always may}
     */
    default double enoughTangents(int sample) {
        return 0;
    }

    /** {@return the length of the tangent of a class, or 0 if its logit does not determine it} */
    default double tangent(SampleBlock block, int i, double logit) {
        return 0;
    }

    /** Adds the tangents of the classes at hand, like those of near pairs. */
    default void addTangents(SampleBlock block, int i, int from, int to, double[] target) {
        throw new IllegalStateException("no tangents");
    }
}
