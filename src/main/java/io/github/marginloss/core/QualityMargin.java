package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * AdaFace's margin at one feature norm, which stands for the quality of an image. With the norm clamped to
 * [10<sup>−3</sup>, 100] and
 *
 * <pre>{@code
 * ẑ = clamp(h (‖x‖ − μ)/(σ + 0.001), −1, 1),   g = −m ẑ,   ψ(θ) = cos(clamp(θ + g, 0.001, π − 0.001)) − (m + m ẑ)
 * }</pre>
 *
 * <p>ψ is cos(θ + m) at ẑ = −1, cos θ − m at ẑ = 0, and cos(θ − m) − 2m at ẑ = 1. Where the angle is clamped, the slope
 * is 0. Each 0.001 stands for the double nearest to 0.001.
 */
public final class QualityMargin implements ExactMargin {

    private static final long serialVersionUID = 1;

    private static final double SMALLEST_NORM = 1e-3;
    private static final double LARGEST_NORM = 100;
    private static final double DAMPING = 1e-3;
    /** The distance that θ + g keeps from 0 and π. */
    private static final double CLAMP = 1e-3;

    private static final DD COS_CLAMP = DD.of(CLAMP).cos();
    private static final DD SIN_CLAMP = DD.of(CLAMP).sin();

    /** A sine below this in size may be a rounding error, so it does not determine the branch. */
    private static final double CLEAR = 0x1p-80;

    private final double m;
    private final double h;
    private final double norm;
    private final double mean;
    private final double deviation;
    /** g, with its cosine and sine, and m + mẑ in double-double, for losses. */
    private final DD angle;

    private final DD cos;
    private final DD sin;
    private final DD shift;

    /**
     * Creates the margin.
     *
     * @param m the margin, an angle in radians and a difference of cosines, 0 ≤ m ≤ 2
     * @param h the concentration, finite
     * @param norm ‖x‖ ≥ 0
     * @param mean μ, the mean of the norms
     * @param deviation σ, the deviation of the norms, ≥ 0
     * @throws IllegalArgumentException if one is out of range
     */
    public QualityMargin(double m, double h, double norm, double mean, double deviation) {
        this.m = Check.cosineMargin("m", m);
        this.h = Check.finite("h", h);
        if (!(norm >= 0)) {
            throw new IllegalArgumentException("norm is " + norm + ": a number ≥ 0 expected");
        }
        this.norm = clamped(norm);
        this.mean = Check.finite("mean", mean);
        this.deviation = Check.nonNegative("deviation", deviation);
        DD quality = quality(DD.ZERO);
        angle = quality.times(-m);
        cos = angle.cos();
        sin = angle.sin();
        shift = quality.times(m).plus(m);
    }

    /**
     * {@return a norm clamped to [0.001, 100], as AdaFace uses it}
     *
     * @param norm ‖x‖
     */
    public static double clamped(double norm) {
        return Math.max(SMALLEST_NORM, Math.min(LARGEST_NORM, norm));
    }

    /** ẑ. */
    private <N extends Numeric<N>> N quality(N like) {
        N unit = like.constant(deviation).plus(DAMPING);
        N part = like.constant(norm).minus(mean).times(h);
        if (part.minus(unit).signum() >= 0) {
            return like.constant(1);
        }
        return part.plus(unit).signum() <= 0 ? like.constant(-1) : part.dividedBy(unit);
    }

    private <N extends Numeric<N>> N angle(N like) {
        return like.constant(angle, () -> quality(like).times(-m));
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        N like = theta.cos();
        N g = angle(like);
        N cosG = like.constant(cos, g::cos);
        N sinG = like.constant(sin, g::sin);
        N value = theta.cos().times(cosG).minus(theta.sin().times(sinG));
        N sine = theta.sin().times(cosG).plus(theta.cos().times(sinG));
        N subtracted = like.constant(shift, () -> quality(like).times(m).plus(m));
        N zero = like.constant(0);
        int side = side(g, value, sine);
        if (side != 0) {
            N end = like.constant(COS_CLAMP, () -> like.constant(CLAMP).cos());
            return new Psi<>((side < 0 ? end : end.negate()).minus(subtracted), zero, zero);
        }
        return new Psi<>(value.minus(subtracted), cosG, theta.cos().times(sinG).negate());
    }

    /** −1 where θ + g is below 0.001, 1 where it is above π − 0.001, else 0. */
    private static <N extends Numeric<N>> int side(N g, N cosine, N sine) {
        // θ + g is in (−π, 2π); if its sine is negative, the sign of g tells at which end it is
        if (g.signum() > 0) {
            return past(cosine, sine, 1) < 0 ? 1 : past(cosine, sine, -1) < 0 ? -1 : 0;
        }
        return past(cosine, sine, -1) < 0 ? -1 : past(cosine, sine, 1) < 0 ? 1 : 0;
    }

    /** The sign of sin(θ + g ± 0.001). */
    private static <N extends Numeric<N>> int past(N cosine, N sine, int side) {
        return turned(cosine, sine, side).signum();
    }

    private static <N extends Numeric<N>> N turned(N cosine, N sine, int side) {
        N cosClamp = cosine.constant(COS_CLAMP, () -> cosine.constant(CLAMP).cos());
        N sinClamp = cosine.constant(SIN_CLAMP, () -> cosine.constant(CLAMP).sin());
        return sine.times(cosClamp).plus(cosine.times(sinClamp).times(side));
    }

    @Override
    public boolean isClear(Angle<DD> theta) {
        double sine = theta.sin().hi() * cos.hi() + theta.cos().hi() * sin.hi();
        if (Math.abs(sine) > 2 * CLAMP) {
            return true;
        }
        DD exactCosine = theta.cos().times(cos).minus(theta.sin().times(sin));
        DD exactSine = theta.sin().times(cos).plus(theta.cos().times(sin));
        return Math.abs(turned(exactCosine, exactSine, 1).hi()) > CLEAR
                && Math.abs(turned(exactCosine, exactSine, -1).hi()) > CLEAR;
    }

    /**
     * {@inheritDoc} For this margin they are the cones at θ = 0 and θ = π, and the angles where θ + g reaches a clamp.
     */
    @Override
    public double[] kinks() {
        double g = angle.toDouble();
        return DoubleStream.of(0, CLAMP - g, Math.PI - CLAMP - g, Math.PI)
                .filter(theta -> theta >= 0 && theta <= Math.PI)
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QualityMargin that
                && Double.compare(m, that.m) == 0
                && Double.compare(h, that.h) == 0
                && Double.compare(norm, that.norm) == 0
                && Double.compare(mean, that.mean) == 0
                && Double.compare(deviation, that.deviation) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(m, h, norm, mean, deviation);
    }

    @Override
    public String toString() {
        return "QualityMargin[m=" + m + ", h=" + h + ", norm=" + norm + ", mean=" + mean + ", deviation=" + deviation
                + "]";
    }
}
