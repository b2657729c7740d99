package io.github.marginloss.study.exact;

import io.github.marginloss.Center;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.Sum;
import java.util.Arrays;

/**
 * The losses as the papers print them, and their gradients by the chain rule: θ is the arc tangent of the sine and
 * cosine between the rows, margins are functions of θ, and ∂l/∂z_j = p_j − δ_jy. It shares no formula with the library,
 * and relies only on enough bits against rounding.
 */
final class Textbook {

    private final Inputs in;
    private final Outputs out;
    private final Margins margins;
    private final int bits;

    Textbook(Inputs in, Outputs out, int bits, boolean last) {
        this.in = in;
        this.out = out;
        this.bits = bits;
        margins = new Margins(bits, last);
    }

    /** Adds weight·loss to the outputs. */
    void add(Loss loss, Ball weight) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight);
            add(sum.second(), weight.times(Ball.of(sum.weight())));
            return;
        }
        Reduction reduction = loss instanceof Center center ? center.reduction() : ((HeadLoss) loss).reduction();
        boolean mean = reduction == Reduction.MEAN;
        int m = in.y().length;
        double[] coefficients =
                mean ? new double[m] : reduction.coefficients(in.y().clone());
        for (int i = 0; i < m; i++) {
            Ball a = mean ? weight.at(bits).dividedBy(Ball.of(m)) : weight.times(Ball.of(coefficients[i]));
            if (loss instanceof Center) {
                center(i, weight, a);
            } else if (loss instanceof Softmax) {
                linear(i, weight, a);
            } else {
                cosine((HeadLoss) loss, i, weight, a);
            }
        }
    }

    /** l = ½‖x − c‖². */
    private void center(int i, Ball weight, Ball a) {
        Ball[] x = in.x()[i];
        Ball[] c = in.c()[in.y()[i]];
        Ball[] difference = new Ball[x.length];
        Arrays.setAll(difference, k -> x[k].minus(c[k]));
        out.addLoss(i, Graded.of(Angle.dot(difference, difference).scaled(-1)), weight, a);
        for (int k = 0; k < x.length; k++) {
            Graded slope = Graded.of(difference[k].times(a));
            out.add(out.x[i], k, slope);
            out.add(out.c[in.y()[i]], k, slope.negate());
        }
    }

    /** z_j = W_j·x + b_j. */
    private void linear(int i, Ball weight, Ball a) {
        Ball[] x = in.x()[i];
        Ball[] z = new Ball[in.w().length];
        Arrays.setAll(z, j -> Angle.dot(x, in.w()[j]).plus(in.b() == null ? Ball.ZERO : in.b()[j]));
        out.z[i] = z;
        Softened softened = Softened.of(z, in.y()[i], bits);
        out.addLoss(i, softened.loss(), weight, a);
        for (int j = 0; j < z.length; j++) {
            Graded slope = softened.slopes()[j].times(a);
            if (in.b() != null) {
                out.add(out.b, j, slope);
            }
            for (int k = 0; k < x.length; k++) {
                out.add(out.x[i], k, slope.times(in.w()[j][k]));
                out.add(out.w[j], k, slope.times(x[k]));
            }
        }
    }

    /** z_j = r cos θ_j, z_y = r ψ(θ_y). */
    private void cosine(HeadLoss loss, int i, Ball weight, Ball a) {
        int y = in.y()[i];
        int n = in.w().length;
        Ball[] x = in.x()[i];
        Ball fixed = Margins.scale(loss);
        Ball r = fixed == null ? Angle.dot(x, x).sqrtAt(bits) : fixed;
        Angle[] angles = new Angle[n];
        MarginFormulas.Psi[] psi = new MarginFormulas.Psi[n];
        Ball[] z = new Ball[n];
        for (int j = 0; j < n; j++) {
            angles[j] = new Angle(x, in.w()[j], bits);
            psi[j] = j == y ? margins.of(loss, angles[j]) : new MarginFormulas.Psi(angles[j].cos, Ball.ONE);
            z[j] = psi[j].value().times(r);
        }
        out.z[i] = z;
        Softened softened = Softened.of(z, y, bits);
        out.addLoss(i, softened.loss(), weight, a);
        Graded radial = Graded.ZERO;
        for (int j = 0; j < n; j++) {
            Graded slope = softened.slopes()[j].times(a);
            radial = radial.plus(slope.times(psi[j].value()));
            if (!angles[j].isZeroRow() && !angles[j].isParallel() && psi[j].slope() != null) {
                turn(
                        i,
                        j,
                        angles[j],
                        slope.times(psi[j].slope()).times(r.at(bits).dividedBy(angles[j].norms)));
            }
        }
        if (fixed == null && !r.isZero()) {
            for (int k = 0; k < x.length; k++) {
                out.add(out.x[i], k, radial.times(x[k].at(bits).dividedBy(r)));
            }
        }
    }

    /** Adds the part of the gradients that goes through cos θ_j. */
    private void turn(int i, int j, Angle angle, Graded slope) {
        Ball[] x = in.x()[i];
        Ball[] w = in.w()[j];
        for (int k = 0; k < x.length; k++) {
            out.add(out.x[i], k, slope.times(angle.byFeature(x[k], w[k])));
            out.add(out.w[j], k, slope.times(angle.byWeight(x[k], w[k])));
        }
    }
}
