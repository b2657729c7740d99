package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;

/**
 * All classes but the target of a sample, each with the same weight: what smoothed labels ask of a {@link Geometry}. A
 * sample i is numbered within its block.
 */
interface Others {

    /** {@return those of a geometry} */
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
     * @param sums of all classes. Not modified.
     */
    Real logits(SampleBlock block, int i, ClassSums sums);

    /**
     * Writes H with E = 1.
     *
     * @param sums of all classes. Not modified.
     * @param target receives H. Modified.
     * @return whether H has its part along x̂ already, relative to ψ, as that of near pairs
     */
    boolean sum(SampleBlock block, int i, ClassSums sums, double[] target);

    /**
     * {@return how long the tangents of the classes, added up, must be for their sum to be that of whole rows; 0 if it
     * always is}
     */
    default double enoughTangents(int sample) {
        return 0;
    }

    /** {@return the length of the tangent of a class, or 0 if its logit does not tell} */
    default double tangent(SampleBlock block, int i, double logit) {
        return 0;
    }

    /** Adds the tangents of classes at hand, as near pairs are added. */
    default void addTangents(SampleBlock block, int i, int from, int to, double[] target) {
        throw new IllegalStateException("no tangents");
    }
}
