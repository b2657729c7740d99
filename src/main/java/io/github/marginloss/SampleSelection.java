package io.github.marginloss;

/**
 * Which samples of a batch a {@link Reduction} counts. These methods are apart from it, because a class is initialized
 * after interfaces of its with default methods: the one of {@link Reduction#MEAN} would be before and after Reduction.
 */
interface SampleSelection {

    /**
     * Leaves out samples with a certain label: their loss is 0, their rows of gradients are 0, no logit of theirs is computed, and
     * this reduction is asked for the others alone, in their order. So a mean is that of the others. It may be a class,
     * or −1 or −100, which are legal only where every term of a loss ignores them. If nothing is left, the loss is 0.
     * Sample weights stay those of the whole batch.
     *
     * @param label any
     * @return the reduction; {@link Loss#withReduction} replaces it as a whole
     */
    default Reduction ignoring(int label) {
        return new Reductions.Ignoring((Reduction) this, label);
    }

    /**
     * Returns whether samples with a label are left out. Their coefficients are 0.
     *
     * @param label any
     * @return false, unless {@link #ignoring ignoring} has made this reduction of another
     */
    default boolean ignores(int label) {
        return false;
    }

    /** {@return how the samples that are not ignored are reduced: this itself, unless it ignores some} */
    default Reduction base() {
        return (Reduction) this;
    }
}
