package io.github.marginloss.tool;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.tool.batch.Batch;
import io.github.marginloss.tool.message.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * Some samples of a batch, with their coefficients in the whole batch, so a mean is still over all m.
 *
 * <p>m is the number of samples that are not ignored, and 1/m is not a double unless m is a power of two. So a gradient
 * is computed twice, with sums of two doubles just below and just above 1/m. The gradient is linear in the
 * coefficients: if both results round to the same doubles, so does the result for 1/m. If they do not, for example at a
 * tie, the tool computes the whole batch.
 */
final class Rows {

    private static final int DIGITS = 60;

    private final Batch batch;
    private final int[] rows;
    private final Part part;

    Rows(Batch batch, int... rows) {
        this.batch = batch;
        this.rows = rows;
        part = new Part(batch.labels(), rows);
    }

    /** Reads numbers and ranges, such as 3,17,20-29. */
    static int[] parse(String text, int samples) {
        Set<Integer> rows = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            if (!part.strip().matches("\\d{1,9}(-\\d{1,9})?")) {
                throw new Refusal("--samples is '" + text + "': numbers and ranges expected, such as 3,17 or 0-9");
            }
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (first > last || last >= samples) {
                throw new Refusal(
                        "--samples names " + part.strip() + ": rows from 0 to " + (samples - 1) + " expected");
            }
            for (int row = first; row <= last; row++) {
                rows.add(row);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    Answer answer(Loss loss) {
        DMatrixRMaj below = gradient(loss, -1);
        if (!Arrays.equals(below.data, gradient(loss, 1).data)) {
            DMatrixRMaj all = Reference.of(loss)
                    .backward(batch.features(), batch.parameters(), batch.labels())
                    .gradients()
                    .features();
            below = chosen(all);
        }
        double[] losses = new double[rows.length];
        Reference.of(part.sum(loss))
                .evaluate(chosen(batch.features()), batch.parameters(), part.labels(), losses, null);
        return new Answer(Double.NaN, losses, Gradients.ofFeatures(below), rows.clone());
    }

    private DMatrixRMaj gradient(Loss loss, int side) {
        Gradients gradients = Gradients.ofFeatures(new DMatrixRMaj(rows.length, batch.features().numCols));
        Reference.of(part.map(loss, term -> forRows(term, side)))
                .evaluate(chosen(batch.features()), batch.parameters(), part.labels(), null, gradients);
        return gradients.features();
    }

    private DMatrixRMaj chosen(DMatrixRMaj all) {
        int d = all.numCols;
        DMatrixRMaj some = new DMatrixRMaj(rows.length, d);
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(all.data, rows[k] * d, some.data, k * d, d);
        }
        return some;
    }

    /** A term with the coefficients of the rows; for a mean, those just below or just above 1/m. */
    private Loss forRows(DescribedLoss term, int side) {
        Reduction reduction = term.reduction();
        int m = (int) Arrays.stream(batch.labels())
                .filter(label -> !reduction.ignores(label))
                .count();
        if (reduction.base() != Reduction.MEAN || m == 0) {
            return part.with(term, Reduction.weighted(part.of(reduction.coefficients(batch.labels()))));
        }
        double share = 1.0 / m;
        Loss first = part.with(term, uniform(share));
        if (Integer.bitCount(m) == 1) {
            return first;
        }
        BigDecimal exact = BigDecimal.ONE.divide(BigDecimal.valueOf(m), new MathContext(DIGITS));
        double rest = exact.subtract(new BigDecimal(share)).doubleValue();
        return first.plus(1, part.with(term, uniform(side < 0 ? Math.nextDown(rest) : Math.nextUp(rest))));
    }

    private Reduction uniform(double share) {
        double[] shares = new double[rows.length];
        Arrays.fill(shares, share);
        return Reduction.weighted(shares);
    }
}
