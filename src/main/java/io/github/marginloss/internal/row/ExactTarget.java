package io.github.marginloss.internal.row;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.ExactMargin.Psi;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.NormMargin.AtNorm;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.ExactSum;
import io.github.marginloss.internal.exact.Precision;

/** Evaluates a margin at the exact angle of two rows, with as many digits as its branches need. */
public final class ExactTarget {

    private static final int FIRST = 256;
    private static final int LAST = 1 << 13;

    private ExactTarget() {}

    /**
     * Returns ψ and its slope.
     *
     * @param margin ψ
     * @param x a feature. Not modified.
     * @param w its class weight. Not modified.
     * @return both, rounded to double-double. If no number of digits decides the branch, they are computed in
     *     double-double
     */
    public static PreciseMargin.Result of(ExactMargin margin, double[] x, double[] w) {
        for (int bits = FIRST; bits <= LAST; bits *= 2) {
            Angle<Enclosure> angle = angle(x, w, new Precision(bits));
            try {
                Psi<Enclosure> psi = margin.psi(angle);
                return new PreciseMargin.Result(
                        psi.value().toReal().toDD(0), psi.slope(angle).toReal().toDD(0));
            } catch (Undecided e) {
                // more bits may decide it
            }
        }
        Angle<Enclosure> angle = angle(x, w, new Precision(FIRST));
        return margin.at(new Angle<DD>(
                angle.cos().toReal().toDD(0),
                angle.sin().toReal().toDD(0),
                angle.cosSquare().toReal().toDD(0)));
    }

    /**
     * Returns the values of a margin that also depends on the norm.
     *
     * @param margin ψ
     * @param x a feature. Not modified.
     * @param w its class weight. Not modified.
     * @return the values, rounded to double-double; null if no number of digits decides the branch
     */
    static AtNorm<DD> of(NormMargin margin, double[] x, double[] w) {
        for (int bits = FIRST; bits <= LAST; bits *= 2) {
            Precision precision = new Precision(bits);
            try {
                Angle<Enclosure> angle = angle(x, w, precision);
                AtNorm<Enclosure> at = margin.at(angle, dot(x, x, precision).sqrt());
                Psi<DD> psi = new Psi<>(
                        rounded(at.psi().value()),
                        rounded(at.psi().byCosine()),
                        rounded(at.psi().cone()));
                return new AtNorm<>(psi, rounded(at.byLogNorm()), rounded(at.penalty()), rounded(at.penaltySlope()));
            } catch (Undecided e) {
                // more bits may decide it
            }
        }
        return null;
    }

    private static DD rounded(Enclosure value) {
        return value.toReal().toDD(0);
    }

    private static Angle<Enclosure> angle(double[] x, double[] w, Precision precision) {
        Enclosure square = dot(x, x, precision).times(dot(w, w, precision));
        if (square.isZero()) {
            return new Angle<>(square, Enclosure.of(1, precision), square);
        }
        Enclosure product = dot(x, w, precision);
        return Angle.between(square, product, square.minus(product.times(product)));
    }

    private static Enclosure dot(double[] a, double[] b, Precision precision) {
        return ExactSum.dot(a, 0, b, 0, a.length, precision);
    }
}
