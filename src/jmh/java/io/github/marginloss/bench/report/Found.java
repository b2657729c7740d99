package io.github.marginloss.bench.report;

/** The worst of some values, with its place, compared with a goal. */
final class Found {

    /**
     * A goal.
     *
     * @param value the goal
     * @param atLeast whether larger values are better
     */
    record Bound(double value, boolean atLeast) {

        static Bound lower(double value) {
            return new Bound(value, true);
        }

        static Bound upper(double value) {
            return new Bound(value, false);
        }
    }

    private final Bound bound;
    private double worst = Double.NaN;
    private String place = "";

    Found(Bound bound) {
        this.bound = bound;
    }

    void add(double value, String where) {
        if (Double.isNaN(worst) || (bound.atLeast() ? value < worst : value > worst)) {
            worst = value;
            place = where;
        }
    }

    @Override
    public String toString() {
        if (Double.isNaN(worst)) {
            return "not measured";
        }
        boolean met = bound.atLeast() ? worst >= bound.value() : worst <= bound.value();
        return (met ? "met: " : "**not met**: ") + Markdown.number(worst) + " at " + place;
    }
}
