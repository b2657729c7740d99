package io.github.marginloss.core;

/**
 * ψ(θ) = cos(m1·θ + m2) − m3, with slope −m1 sin(m1·θ + m2).
 *
 * @param m1 the factor of the angle, > 0
 * @param m2 the angle added, in radians
 * @param m3 the cosine taken off
 */
public record CombinedAngle(double m1, double m2, double m3) implements PreciseMargin {

    @Override
    public Result at(Angle theta) {
        DD angle = DD.atan2(theta.sin(), theta.cos()).times(m1).plus(m2);
        return new Result(angle.cos().minus(m3), angle.sin().times(-m1));
    }
}
