package io.github.marginloss.check;

/**
 * One entry of a gradient.
 *
 * @param matrix which gradient: features, weights, bias or centers
 * @param row its row
 * @param column its column
 * @param analytic the entry that the loss has computed; NaN if the loss has not overwritten it
 * @param numeric the finite difference
 * @param error their difference, divided by the largest entry of the row
 * @param verdict the verdict on this entry
 * @param output whether the loss has written it
 */
public record Entry(
        String matrix,
        int row,
        int column,
        double analytic,
        double numeric,
        double error,
        Verdict verdict,
        Output output) {

    /** The verdict on an entry. */
    public enum Verdict {
        /** Gradient and difference agree. */
        RIGHT,
        /** There is no derivative here. */
        AT_A_KINK,
        /**
         * The gradient and the finite difference differ by no more than the error of the latter: the entry is too small
         * beside L, or lies beside a jump of the curvature. Or L is infinite.
         */
        UNSEEN,
        /**
         * The two differ where there is a derivative; or the gradient is not finite or was not written, or L is NaN.
         */
        WRONG
    }

    /** What the loss has done with the memory of an entry. A loss must overwrite it. */
    public enum Output {
        /** The loss has overwritten it. */
        WRITTEN,
        /** The loss has left it as it was. */
        NOT_WRITTEN,
        /** The loss has added to what was there, or has used it in another way. */
        ADDED_TO
    }
}
