package io.github.marginloss.study;

import io.github.marginloss.study.measure.Output;
import io.github.marginloss.study.measure.Output.Grade;
import io.github.marginloss.study.measure.Output.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The judged outputs of many cases, counted together. */
final class Tally {

    private static final double TELLING = 1e20;

    private double[] losses = new double[0];
    private double[] features = new double[0];
    private double[] parameters = new double[0];
    private double[] ofTerms = new double[0];
    private final Map<Grade, Integer> reached = new EnumMap<>(Grade.class);
    private int cases;
    private double lossShare;
    private double rowShare;
    private int vanishing;
    private int unasked;
    private String worst = "";

    /** Adds the outputs of a case. */
    void add(String name, List<Output> outputs) {
        cases++;
        List<Output> asked = outputs.stream()
                .filter(output -> Double.isFinite(output.kappa()))
                .toList();
        List<Output> told =
                asked.stream().filter(output -> !isVanishing(output)).toList();
        losses = joined(losses, told, Output::error, kind -> kind == Kind.LOSS);
        features = joined(features, told, Output::error, kind -> kind == Kind.FEATURES);
        parameters = joined(parameters, told, Output::error, kind -> kind != Kind.LOSS && kind != Kind.FEATURES);
        ofTerms = joined(ofTerms, asked, Output::ofTerms, kind -> kind != Kind.LOSS);
        vanishing += asked.size() - told.size();
        unasked += outputs.size() - asked.size();
        for (Grade grade : Grade.values()) {
            reached.merge(grade, outputs.stream().allMatch(output -> output.reaches(grade)) ? 1 : 0, Integer::sum);
        }
        for (Output output : told) {
            if (output.share() > Math.max(lossShare, rowShare)) {
                worst = name + ": " + output;
            }
            if (output.kind() == Kind.LOSS) {
                lossShare = Math.max(lossShare, output.share());
            } else {
                rowShare = Math.max(rowShare, output.share());
            }
        }
    }

    /**
     * Whether the terms of a row cancel so far that at most their rounding errors remain.
     */
    private static boolean isVanishing(Output output) {
        return output.kappa() > TELLING || Double.isInfinite(output.error()) && Double.isFinite(output.ofTerms());
    }

    private static double[] joined(
            double[] errors, List<Output> outputs, ToDoubleFunction<Output> error, Predicate<Kind> which) {
        double[] more = outputs.stream()
                .filter(o -> which.test(o.kind()))
                .mapToDouble(error)
                .toArray();
        double[] all = Arrays.copyOf(errors, errors.length + more.length);
        System.arraycopy(more, 0, all, errors.length, more.length);
        return all;
    }

    String cases() {
        return Integer.toString(cases);
    }

    String losses() {
        return quantiles(losses);
    }

    String features() {
        return quantiles(features);
    }

    String parameters() {
        return quantiles(parameters);
    }

    String ofTerms() {
        return quantiles(ofTerms);
    }

    /**
     * The number of rows whose terms cancel to 0, or in double to a rounding error. They count in the grades, but not
     * in the columns of eps.
     */
    int vanishing() {
        return vanishing;
    }

    /** The number of outputs that are not judged, because their terms are too small or their logits too large. */
    int unasked() {
        return unasked;
    }

    /** The largest share of grade P's tolerance that a loss has used, and that a row has used. */
    String share() {
        return pair(lossShare, rowShare);
    }

    String reached(Grade grade) {
        return Integer.toString(reached.getOrDefault(grade, 0));
    }

    /** The output that has used the largest share of its tolerance. */
    String worst() {
        return worst;
    }

    /** Two numbers: 99 % of the errors are at most the first, and all are at most the second. */
    private static String quantiles(double[] errors) {
        if (errors.length == 0) {
            return "–";
        }
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double most = sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
        return pair(most, sorted[sorted.length - 1]);
    }

    /** Two numbers, without spaces, so that a narrow cell does not break the line between them. */
    private static String pair(double first, double second) {
        return Formats.number(first) + "/" + Formats.number(second);
    }
}
