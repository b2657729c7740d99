package io.github.marginloss.check;

/**
 * The slope of L with respect to one entry.
 *
 * @param numeric the finite difference; NaN where L is not finite
 * @param uncertainty the error that it may have
 * @param gap the distance between the slopes from the left and from the right; 0 if their errors may explain it
 */
record Slope(double numeric, double uncertainty, double gap) {}
