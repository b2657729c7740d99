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
         * The gradient and the finite difference differ by no more than the error of the finite difference: the entry
         * is too small compared with L, or is close to a jump of the curvature. Or L is infinite.
         */
        UNSEEN,
        /**
         * The gradient and the finite difference differ where there is a derivative. Or the gradient is not finite or
         * was not written, or L is NaN.
         */
        WRONG
    }

    /** How the loss has treated an entry of an output. A loss must overwrite it. */
    public enum Output {
        /** The loss has overwritten it. */
        WRITTEN,
        /** The loss has not changed it. */
        NOT_WRITTEN,
        /** The loss has added to the previous value, or has used it in another way. */
        ADDED_TO
    }
}
