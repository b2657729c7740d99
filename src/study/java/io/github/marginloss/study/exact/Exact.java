package io.github.marginloss.study.exact;

import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.exact.Textbook.Input;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The true answer of a small call, correctly rounded: losses from {@link Textbook} with more digits than they can lose,
 * and gradients as symmetric differences of them, (f(v + h) − f(v − h))/2h with h = 1e-30 of the row's size. No
 * derivative is written down. Where the loss has a cone, the symmetric difference is the convention of the library.
 */
public final class Exact {

    private static final int STEP = 30;
    /** Digits that are left after everything that is lost. */
    private static final int GUARD = 80;

    private final Case call;
    private final Input input;
    private final Textbook textbook;
    private final Decimal decimal;

    private Exact(Case call, int digits) {
        this.call = call;
        decimal = new Decimal(digits);
        textbook = new Textbook(decimal);
        Parameters p = call.parameters();
        input = new Input(
                Digits.rows(call.features()),
                p.weights() == null ? null : Digits.rows(p.weights()),
                p.bias() == null ? null : Digits.rows(new DMatrixRMaj(1, p.bias().numRows, true, p.bias().data))[0],
                p.centers() == null ? null : Digits.rows(p.centers()),
                call.labels());
    }

    /**
     * The true answer.
     *
     * @param roughly one that need not be true, which tells how many digits it takes
     */
    public static Evaluation of(Case call, Evaluation roughly) {
        return new Exact(call, GUARD + 2 * STEP + Digits.of(call, roughly)).evaluate();
    }

    private Evaluation evaluate() {
        int m = call.labels().length;
        double[] losses = new double[m];
        Arrays.setAll(losses, i -> textbook.loss(call.loss(), input, i).doubleValue());
        Gradients gradients = Gradients.like(call.features(), call.parameters());
        differences(input.x(), gradients.features(), true);
        differences(input.w(), gradients.weights(), false);
        differences(input.c(), gradients.centers(), false);
        if (input.b() != null) {
            differences(new BigDecimal[][] {input.b()}, gradients.bias(), false);
        }
        return new Evaluation(total(call.loss(), 0, m).doubleValue(), losses, gradients);
    }

    /** Σ a_i l_i of a range of samples. A sum's terms have reductions of their own. */
    private BigDecimal total(Loss loss, int from, int to) {
        if (loss instanceof Sum sum) {
            BigDecimal second = total(sum.second(), from, to).multiply(new BigDecimal(sum.weight()));
            return total(sum.first(), from, to).add(second, decimal.digits);
        }
        Reduction reduction = loss instanceof Center center ? center.reduction() : ((HeadLoss) loss).reduction();
        double[] a = reduction.coefficients(call.labels());
        BigDecimal total = BigDecimal.ZERO;
        for (int i = from; i < to; i++) {
            BigDecimal l = textbook.loss(loss, input, i);
            BigDecimal part = reduction == Reduction.MEAN
                    ? l.divide(BigDecimal.valueOf(a.length), decimal.digits)
                    : l.multiply(new BigDecimal(a[i]), decimal.digits);
            total = total.add(part, decimal.digits);
        }
        return total;
    }

    /** One after the other, every entry is moved up and down; ownSample: row i belongs to sample i alone. */
    private void differences(BigDecimal[][] rows, DMatrixRMaj gradient, boolean ownSample) {
        int place = 0;
        for (int i = 0; rows != null && i < rows.length; i++) {
            BigDecimal size = Digits.greatest(rows[i]);
            BigDecimal h = size.signum() == 0 ? BigDecimal.ONE : size.round(new MathContext(1));
            int from = ownSample ? i : 0;
            int to = ownSample ? i + 1 : call.labels().length;
            for (int k = 0; k < rows[i].length; k++) {
                gradient.data[place++] =
                        difference(rows[i], k, h.movePointLeft(STEP), from, to).doubleValue();
            }
        }
    }

    private BigDecimal difference(BigDecimal[] row, int k, BigDecimal h, int from, int to) {
        BigDecimal value = row[k];
        BigDecimal here = total(call.loss(), from, to);
        row[k] = value.add(h);
        BigDecimal above = total(call.loss(), from, to);
        row[k] = value.subtract(h);
        BigDecimal below = total(call.loss(), from, to);
        row[k] = value;
        BigDecimal difference = above.subtract(below);
        // what is left of nothing: the last digits of the loss, or the h² of a cone or a minimum
        BigDecimal noise =
                call.loss() instanceof Center ? here.abs() : here.abs().max(BigDecimal.ONE);
        BigDecimal even = above.subtract(here).abs().add(below.subtract(here).abs());
        boolean nothing = difference.abs().compareTo(noise.movePointLeft(decimal.digits.getPrecision() - 25)) <= 0
                || difference.abs().compareTo(even.movePointLeft(STEP - 10)) <= 0;
        return nothing ? BigDecimal.ZERO : difference.divide(h.add(h), decimal.digits);
    }
}
