package io.github.marginloss.tool;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
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
 * Some samples of a batch, with the coefficients that the whole batch gives them: a mean is still over all m.
 *
 * <p>1/m is no double unless m is a power of two. Each term is then given twice, with the double nearest to 1/m and with
 * what that lacks, so that a gradient is rounded from 106 bits of 1/m; the losses are twice those of a sample, which is
 * exact.
 */
final class Rows {

    private static final int DIGITS = 60;

    private final Batch batch;
    private final int[] rows;
    private final boolean twice;

    Rows(Batch batch, int... rows) {
        this.batch = batch;
        this.rows = rows;
        twice = Integer.bitCount(batch.labels().length) != 1;
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
        int d = batch.features().numCols;
        DMatrixRMaj features = new DMatrixRMaj(rows.length, d);
        int[] labels = new int[rows.length];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(batch.features().data, rows[k] * d, features.data, k * d, d);
            labels[k] = batch.labels()[rows[k]];
        }
        double[] losses = new double[rows.length];
        Gradients gradients = Gradients.ofFeatures(new DMatrixRMaj(rows.length, d));
        Reference.of(forRows(loss)).evaluate(features, batch.parameters(), labels, losses, gradients);
        if (twice) {
            Arrays.setAll(losses, k -> losses[k] / 2);
        }
        return new Answer(Double.NaN, losses, gradients, rows.clone());
    }

    private Loss forRows(Loss loss) {
        if (loss instanceof Sum sum) {
            return forRows(sum.first()).plus(sum.weight(), forRows(sum.second()));
        }
        Reduction[] shares = shares((DescribedLoss) loss);
        Loss first = loss.withReduction(shares[0]);
        return twice ? first.plus(1, loss.withReduction(shares[1])) : first;
    }

    /** The coefficients of the rows as doubles, and what these lack. */
    private Reduction[] shares(DescribedLoss loss) {
        int m = batch.labels().length;
        if (loss.reduction() != Reduction.MEAN) {
            double[] all = loss.reduction().coefficients(batch.labels());
            double[] some = Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
            return new Reduction[] {Reduction.weighted(some), uniform(0)};
        }
        double share = 1.0 / m;
        BigDecimal exact = BigDecimal.ONE.divide(BigDecimal.valueOf(m), new MathContext(DIGITS));
        return new Reduction[] {
            uniform(share), uniform(exact.subtract(new BigDecimal(share)).doubleValue())
        };
    }

    private Reduction uniform(double share) {
        double[] shares = new double[rows.length];
        Arrays.fill(shares, share);
        return Reduction.weighted(shares);
    }
}
