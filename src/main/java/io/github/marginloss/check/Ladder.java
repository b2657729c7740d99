package io.github.marginloss.check;

/**
 * The slope of a loss that is evaluated in double and need not be smooth, from differences with many steps, each twice
 * the one before.
 *
 * <p>Where L is smooth, central differences are best. If the curvature jumps by c, a central difference with step h is
 * off by a multiple of ch, whereas the differences from the left and from the right are right and agree. If the slope
 * jumps, the two sides disagree by the same amount at every step; central differences then agree with each other, but
 * are not a slope.
 */
final class Ladder {

    /** Steps are 2^−24 … 2^−4 of the row's size. */
    private static final int FIRST = 24;

    private static final int RUNGS = 21;

    /** A step h uses the points at h, 2h, 3h, 4h, 6h and 8h, by their places among 1, 1½, 2, 3, 4, 6, 8. */
    private static final int[] REACH = {0, 2, 3, 4, 5, 6};

    /** The error of a central difference times h, in units of the rounding error of L: 10 standard deviations. */
    private static final double CENTRAL = 8;

    /** The same for a one-sided difference: 4 standard deviations, each 8 times as large. */
    private static final double SIDED = 24;

    private final double[] central = new double[RUNGS];
    private final double[] middle = new double[RUNGS];
    private final double[] apart = new double[RUNGS];
    private final double[] noise = new double[RUNGS];

    Ladder(Stencil stencil, double rounding) {
        for (int k = 0; k < RUNGS; k++) {
            Stencil rung = stencil.part(2 * k, REACH);
            double left = rung.fromLeft();
            double right = rung.fromRight();
            central[k] = rung.central();
            middle[k] = (left + right) / 2;
            apart[k] = Math.abs(left - right);
            noise[k] = rounding / rung.right()[0].offset();
        }
    }

    /** The distances by which an entry is moved to either side, for a row of a given size. */
    static double[] steps(double unit) {
        double[] steps = new double[2 * RUNGS + REACH[REACH.length - 1] - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = Math.scalb(k % 2 == 0 ? unit : 1.5 * unit, k / 2 - FIRST);
        }
        return steps;
    }

    Slope slope() {
        double[] error = new double[RUNGS];
        double[] sided = new double[RUNGS];
        for (int k = 0; k < RUNGS; k++) {
            error[k] = CENTRAL * noise[k];
            sided[k] = SIDED * noise[k] + distance(k);
        }
        Limit smooth = Limit.of(central, error);
        Limit sides = Limit.of(middle, sided);
        double gap = 0;
        int clearest = 2;
        for (int k = 2; k < smooth.agreeing(); k++) {
            gap = Math.max(gap, gap(k));
            clearest = sided[k] < sided[clearest] ? k : clearest;
        }
        // a central difference does not show a jump of the slope, but its error is at most half of the jump
        double uncertainty = smooth.uncertainty() + distance(clearest) / 2;
        return sides.uncertainty() < uncertainty
                ? new Slope(sides.value(), sides.uncertainty(), gap)
                : new Slope(smooth.value(), uncertainty, gap);
    }

    /**
     * The distance between the sides, at two steps: at a single step, a jump of the slope might cancel other
     * differences by chance.
     */
    private double distance(int k) {
        return Math.max(apart[k], apart[Math.max(k - 1, 0)]);
    }

    /** The smallest distance between the sides at three steps, or 0 if it is noise or vanishes as for a smooth loss. */
    private double gap(int k) {
        double smallest = Math.min(apart[k], Math.min(apart[k - 1], apart[k - 2]));
        return smallest > 2 * SIDED * noise[k - 2] && apart[k] < 8 * smallest ? smallest : 0;
    }
}
