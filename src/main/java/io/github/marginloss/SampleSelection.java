package io.github.marginloss;

/**
 * Tells which samples of a batch a {@link Reduction} counts. These methods are not in Reduction itself, because Java
 * initializes an interface that has default methods before any class that implements it. With default methods in
 * Reduction, the class of {@link Reduction#MEAN} would have to be initialized both before and after Reduction.
 */
interface SampleSelection {

    /**
     * Returns a reduction that leaves out the samples with a certain label: their loss and their rows of gradients are
     * 0, and none of their logits is computed. This reduction then receives only the labels of the other samples, in
     * their order, so a mean is the mean over those. The label may be a class, or a number outside [0, n) such as −1 or
     * −100, which is allowed only if every term of the loss ignores it. If all samples are ignored, the loss is 0.
     * Sample weights remain those of the whole batch, ignored samples included.
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
     * @return true if {@link #ignoring ignoring} made this reduction and the label is one that it ignores; otherwise false
     */
    default boolean ignores(int label) {
        return false;
    }

    /** {@return the reduction of the samples that are not ignored: this itself, unless it ignores some} */
    default Reduction base() {
        return (Reduction) this;
    }
}
