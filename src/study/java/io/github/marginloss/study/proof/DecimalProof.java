package io.github.marginloss.study.proof;

import io.github.marginloss.Evaluation;
import io.github.marginloss.study.Formats;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.decimal.DecimalAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apfloat.ApfloatContext;

/** Compares the reference with the textbook's formulas in Apfloat, bit for bit, on the cases of the {@link Proof}. */
public final class DecimalProof {

    private static final int ROUND = 4;

    private record Judged(Case call, Comparison comparison) {

        static Judged of(Case call) {
            Evaluation expected = DecimalAnswer.of(call.loss(), call.features(), call.parameters(), call.labels());
            return new Judged(call, Comparison.of(expected, call.reference()));
        }
    }

    private static final class Tally {
        private long cases;
        private long told;
        private long left;
        private long wrong;

        private void add(Comparison comparison) {
            cases++;
            told += comparison.outputs() - comparison.left();
            left += comparison.left();
            wrong += comparison.wrong().size();
        }

        private String line(String title) {
            return Formats.row(List.of(title, "" + cases, "" + told, "" + left, "" + wrong));
        }
    }

    private DecimalProof() {}

    /** Judges at least a number of outputs, and reports the results. */
    public static String report(long outputs, long from) {
        // cases run in parallel, so operations on numbers need not
        ApfloatContext.getContext().setNumberOfProcessors(1);
        List<Kind> kinds = Kind.all();
        Map<String, Tally> tallies = new LinkedHashMap<>();
        Tally all = new Tally();
        List<Judged> wrong = new ArrayList<>();
        for (long number = from; all.told < outputs; number += ROUND) {
            long first = number;
            List<Judged> round = IntStream.range(0, kinds.size() * ROUND)
                    .parallel()
                    .mapToObj(k -> Judged.of(kinds.get(k / ROUND).maker().apply(first + k % ROUND)))
                    .toList();
            for (Judged judged : round) {
                tallies.computeIfAbsent(judged.call.group(), title -> new Tally())
                        .add(judged.comparison);
                all.add(judged.comparison);
            }
            round.stream()
                    .filter(judged -> !judged.comparison.wrong().isEmpty())
                    .forEach(wrong::add);
        }
        StringBuilder text = new StringBuilder(
                Formats.head(List.of("reference against Apfloat", "cases", "outputs", "undecided", "wrong")));
        tallies.forEach((title, tally) -> text.append(tally.line(title)));
        text.append(all.line("all"));
        wrong.forEach(
                judged -> text.append('\n').append(judged.call).append('\n').append(judged.comparison.wrong()));
        return text.toString();
    }
}
