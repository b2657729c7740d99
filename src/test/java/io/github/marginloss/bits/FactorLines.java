package io.github.marginloss.bits;

import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Coefficients of samples and weights of terms: of any sign, zero, and of the most different sizes. */
final class FactorLines {

    /** Sizes so different that no unit is common to all parts of ∂L/∂W. */
    private static final double[] BANDS = {0x1p500, 0x1p-300, -3e-200, 0, 0x1p-900};

    private static final int MANY = 20;
    private static final int FEW = 9;

    private FactorLines() {}

    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.addAll(weighted("weighted", i -> i % 4 * (i % 3 - 1.3), MANY));
        lines.addAll(weighted("all zero", i -> 0, MANY));
        lines.addAll(classWeighted());
        // more samples than features: exponentials are kept in arrays; fewer: in the rows of the gradient
        lines.addAll(weighted("bands", i -> BANDS[i % 5], MANY));
        lines.addAll(weighted("bands in rows", i -> BANDS[i % 5], FEW));
        lines.addAll(terms());
        return lines;
    }

    /** The number of samples is that of the features, 12, or more or fewer. */
    private static List<Line> weighted(String situation, IntToDoubleFunction weights, int m) {
        double[] all = IntStream.range(0, m).mapToDouble(weights).toArray();
        return Line.each(
                situation,
                NamedLosses.with(Reduction.weighted(all), NamedLosses.few()),
                () -> List.of(Inputs.random(40, m, 12, 70)));
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
