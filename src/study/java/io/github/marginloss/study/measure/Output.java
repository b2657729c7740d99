package io.github.marginloss.study.measure;

/**
 * One output of a call, judged: a loss, or a row of a gradient (∂b is one row).
 *
 * @param kind the kind of output
 * @param name its name and index
 * @param error its error, in ulps for a loss, in eps = 2^-52 of its norm for a row
 * @param tolerance the error that grade P allows
 * @param kappa how much the row cancels, Σ‖terms‖/‖row‖; 1 for a loss
 * @param ofTerms the error in eps of Σ‖terms‖, which is finite even where the row should be exactly 0
 */
public record Output(Kind kind, String name, double error, double tolerance, double kappa, double ofTerms) {

    /** The outputs of a call. */
    public enum Kind {
        LOSS,
        FEATURES,
        WEIGHTS,
        BIAS,
        CENTERS
    }

    /** The grades of the golden cases. */
    public enum Grade {
        P,
        M,
        R
    }

    /** Whether the output reaches a grade. */
    public boolean reaches(Grade grade) {
        return switch (grade) {
            case P -> error <= tolerance;
            case M -> error <= (kind == Kind.LOSS ? 1 : 8 * kappa);
            case R -> error <= 1;
        };
    }

    /** The error as a fraction of the error that grade P allows. */
    public double share() {
        return error == 0 || Double.isInfinite(tolerance) ? 0 : error / tolerance;
    }

    @Override
    public String toString() {
        return name + " has an error of " + error + (kind == Kind.LOSS ? " ulp" : " eps") + ", grade P allows "
                + tolerance + ", κ = " + kappa;
    }
}
