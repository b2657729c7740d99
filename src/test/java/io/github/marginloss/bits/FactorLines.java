package io.github.marginloss.bits;

import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Coefficients of samples and weights of terms: of either sign, zero, and of very different sizes. */
final class FactorLines {

    /** Sizes so different that no unit is common to all parts of ∂L/∂W. */
    private static final double[] BANDS = {0x1p500, 0x1p-300, -3e-200, 0, 0x1p-900};

    private static final int MANY = 20;
    private static final int FEW = 9;

    private FactorLines() {}

    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.addAll(weighted("weighted", i -> i % 4 * (i % 3 - 1.3), Inputs.random(40, MANY, 12, 70)));
        lines.addAll(weighted("all zero", i -> 0, Inputs.random(40, MANY, 12, 70)));
        lines.addAll(classWeighted());
        // exponentials are kept in arrays where there are more samples than features, else in the rows of ∂L/∂W
        lines.addAll(weighted("bands", i -> BANDS[i % 5], apart(MANY)));
        lines.addAll(weighted("bands in rows", i -> BANDS[i % 5], apart(FEW)));
        lines.addAll(terms());
        return lines;
    }

    private static List<Line> weighted(String situation, IntToDoubleFunction weights, Inputs batch) {
        double[] all = IntStream.range(0, batch.samples()).mapToDouble(weights).toArray();
        Map<String, Loss> losses = NamedLosses.with(Reduction.weighted(all), NamedLosses.few());
        return Line.each(situation, losses, () -> List.of(batch));
    }

    /** The samples of each band have separate features, so that no larger band hides their contributions. */
    private static Inputs apart(int m) {
        Inputs batch = Inputs.random(40, m, 12, 70);
        for (DMatrixRMaj rows : List.of(batch.x(), batch.w())) {
            for (int k = 0; k < rows.getNumElements(); k++) {
                boolean own = k % 12 % 5 == k / 12 % 5;
                rows.data[k] = own ? rows.data[k] : 0;
            }
        }
        return batch;
    }

    private static List<Line> classWeighted() {
        double[] all = IntStream.range(0, 70).mapToDouble(j -> j % 5 - 2.2).toArray();
        return Line.each(
                "class-weighted",
                NamedLosses.with(Reduction.classWeighted(all), NamedLosses.few()),
                () -> List.of(Inputs.random(41, MANY, 12, 70)));
    }

    /** Sums whose terms differ in size, cancel, or are sums themselves. */
    private static List<Line> terms() {
        Loss softmax = new Softmax(Reduction.SUM);
        Loss cosine = new CosFace(20, 0.1);
        return List.of(
                term("cancels", softmax.plus(-1, softmax)),
                term("unequal", cosine.plus(1e-200, softmax).plus(1e250, new Center())),
                term("nested", new Center().plus(2, softmax.plus(-0.5, cosine.plus(0.3, softmax)))),
                term("weight 0", softmax.plus(0, cosine)));
    }

    private static Line term(String name, Loss loss) {
        return Line.of("terms " + name, loss, () -> List.of(Inputs.random(42, MANY, 12, 70)));
    }
}
