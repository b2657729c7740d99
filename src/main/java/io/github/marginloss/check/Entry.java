package io.github.marginloss.check;

/**
 * One entry of a gradient.
 *
 * @param matrix which gradient: features, weights, bias or centers
 * @param row its row
 * @param column its column
 * @param analytic what the loss says; NaN if it has not overwritten what was there
 * @param numeric what the finite difference says
 * @param error their difference, divided by the greatest entry of the row
 * @param verdict what follows
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

    /** What became of an entry. */
    public enum Verdict {
        /** Gradient and difference agree. */
        RIGHT,
        /** There is no derivative here. */
        AT_A_KINK,
        /**
         * They differ by no more than the difference may be off itself: too small beside L to be compared, or beside a
         * jump of the curvature. Or L is infinite.
         */
        UNSEEN,
        /** They differ where there is a derivative; or the gradient is not finite, was not written, or L is NaN. */
        WRONG
    }

    /** What the loss has done with the place for an entry. A gradient has to overwrite what is there. */
    public enum Output {
        /** Overwritten it. */
        WRITTEN,
        /** Left it as it was. */
        NOT_WRITTEN,
        /** Added to what was there, or otherwise made use of it. */
        ADDED_TO
    }
}
