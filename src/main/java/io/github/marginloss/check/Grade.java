package io.github.marginloss.check;

/** How accurate an output is, from worst to best. P and R are the grades of the project's golden cases. */
public enum Grade {
    /** Farther from the truth than plain code with the right formula can be. */
    MISTAKE("mistake"),
    /** Within the rounding errors of plain code, but beyond grade P. */
    ROUNDING("rounding"),
    /**
     * As accurate as careful code: a loss within 4 + 4 R (1 − p<sub>y</sub>)/l ulps, a row of a gradient within 8 ((1 +
     * R) κ + σ) eps. R is the size of the logits. κ measures how much the terms of the row cancel, and σ how fast the
     * slope of the margin changes.
     */
    P("holds, grade P"),
    /** As accurate as a reference: a loss within 1 ulp, a row within 1 eps of its norm. */
    R("holds, grade R");

    private final String words;

    Grade(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
