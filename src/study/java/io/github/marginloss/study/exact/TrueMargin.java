package io.github.marginloss.study.exact;

import io.github.marginloss.ArcFace;
import java.util.Arrays;

/** The target logit of ArcFace, cos(θ + m), for two rows of doubles, correctly rounded. */
public final class TrueMargin {

    private static final int BITS = 256;

    private final Margins margins = new Margins(BITS, true);

    /** {@return cos(θ + m)} */
    public double of(double[] x, double[] w, double m) {
        return margins.of(new ArcFace(1, m), new Angle(exactly(x), exactly(w), BITS))
                .value()
                .toDouble();
    }

    private static Ball[] exactly(double... row) {
        return Arrays.stream(row).mapToObj(Ball::of).toArray(Ball[]::new);
    }
}
