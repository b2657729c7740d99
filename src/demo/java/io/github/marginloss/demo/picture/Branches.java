package io.github.marginloss.demo.picture;

import io.github.marginloss.core.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The graph of a margin ψ, cut where it jumps. */
final class Branches {

    /** Points from 0 to π. */
    private static final int POINTS = 400;
    /** The distance from a kink, in radians, at which its two sides are evaluated. */
    private static final double NEAR = 1e-9;

    private Branches() {}

    /**
     * Follows ψ from one angle to another.
     *
     * @return the continuous pieces, each a list of {θ, ψ(θ)}; ψ jumps between the end of one and the start of the next
     */
    static List<List<double[]>> of(Margin margin, double from, double to) {
        double[] kinks = DoubleStream.of(margin.kinks())
                .filter(kink -> kink > from && kink < to)
                .sorted()
                .toArray();
        List<List<double[]>> branches = new ArrayList<>();
        List<double[]> branch = new ArrayList<>();
        double start = from;
        for (double kink : kinks) {
            follow(branch, margin, start, kink - NEAR);
            start = kink + NEAR;
            if (Math.abs(value(margin, start) - value(margin, kink - NEAR)) > 1e-6) {
                branches.add(branch);
                branch = new ArrayList<>();
            }
        }
        follow(branch, margin, start, to);
        branches.add(branch);
        return branches;
    }

    private static void follow(List<double[]> branch, Margin margin, double from, double to) {
        int intervals = (int) Math.ceil(POINTS * (to - from) / Math.PI);
        for (int k = 0; k <= intervals; k++) {
            double angle = k == intervals ? to : from + (to - from) * k / intervals;
            branch.add(new double[] {angle, value(margin, angle)});
        }
    }

    private static double value(Margin margin, double angle) {
        return margin.value(Math.cos(angle), Math.sin(angle));
    }
}
