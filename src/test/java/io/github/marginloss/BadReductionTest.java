package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Faults that only the reduction, or only the last term of a sum, can detect are found before anything is modified. */
class BadReductionTest {

    @EachLoss
    void reductionsThatDoNotMatchTheBatch(Losses.Entry entry) {
        record Own(double... a) implements Reduction {
            @Override
            public double[] coefficients(int[] labels) {
                return a;
            }
        }
        record Case(Reduction reduction, Class<? extends Exception> type, String... words) {}
        for (Case bad : List.of(
                new Case(Reduction.weighted(1, 2, 3), IllegalArgumentException.class, "3", "4"),
                new Case(Reduction.weighted(), IllegalArgumentException.class, "0", "4"),
                new Case(Reduction.classWeighted(1, 2, 3, 4), IllegalArgumentException.class, "4", "5"),
                new Case(Reduction.classWeighted(1, 2, 3, 4, 5, 6), IllegalArgumentException.class, "6", "5"),
                new Case(new Own(1, 2), IllegalArgumentException.class, "2", "4"),
                new Case(new Own(1, 2, Double.NaN, 3), IllegalArgumentException.class, "coefficients[2]", "NaN"),
                new Case(
                        new Own(1, Double.POSITIVE_INFINITY, 2, 3),
                        IllegalArgumentException.class,
                        "coefficients[1]",
                        "Infinity"),
                new Case(new Own((double[]) null), NullPointerException.class, "coefficients"))) {
            Loss loss = entry.loss().withReduction(bad.reduction);
            BadInputTest.refuses(bad.reduction + "", bad.type, loss, Call.good(entry), List.of(bad.words));
        }
    }

    @EachLoss
    void anEmptyBatchHasNoMean(Losses.Entry entry) {
        Loss mean = entry.loss().withReduction(Reduction.MEAN);
        Call good = Call.good(entry);
        Call empty = good.withFeatures(new DMatrixRMaj(0, Call.D)).withLabels().withLosses(new double[0]);
        BadInputTest.refuses("m = 0", IllegalArgumentException.class, mean, empty, List.of("MEAN", "0"));
    }

    /** A fault that only the last term can detect leaves the outputs of the first terms unchanged. */
    @Test
    void sumsCheckAllTermsBeforeTheFirstComputes() {
        Losses.Entry entry = new Losses.Entry(
                "sum",
                new Softmax().plus(1, new Center()),
                new Softmax().plus(1, new Center()).uses(),
                null);
        Loss last = new Softmax().plus(1, new CosFace().plus(1, new Center(Reduction.weighted(1))));
        List<String> words = List.of("1 sample", "4 samples");
        BadInputTest.refuses("weights", IllegalArgumentException.class, last, Call.good(entry), words);
        Loss head = new Center().plus(1, new Softmax(Reduction.weighted(1)));
        BadInputTest.refuses("weights", IllegalArgumentException.class, head, Call.good(entry), words);
        Loss empty = new Softmax(Reduction.SUM).plus(1, new Center(Reduction.MEAN));
        Call none = Call.good(entry)
                .withFeatures(new DMatrixRMaj(0, Call.D))
                .withLabels()
                .withLosses(new double[0]);
        BadInputTest.refuses("m = 0", IllegalArgumentException.class, empty, none, List.of("MEAN"));
        Call bad = Call.good(entry);
        BadInputTest.refuses(
                "NaN",
                IllegalArgumentException.class,
                entry.loss(),
                bad.withParameter(Kind.CENTERS, Fault.with(bad.parameters().centers(), 4, 2, Double.NaN)),
                List.of("centers[4, 2]"));
    }
}
