package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells in which direction outputs differ from the right ones, if no known mistake explains them. The gradient with
 * respect to x̂ is a sum of class weights, minus the part along x. So its error lies along x̂, along the unit tangent
 * at x̂ that points to ŵ_y, or elsewhere.
 */
final class Whereabouts {

    /** The share of an error that is negligible. */
    private static final double SHARE = 0.01;

    private final Question question;
    private final Evaluation yours;
    private final Evaluation right;

    Whereabouts(Question question, Evaluation yours, Evaluation right) {
        this.question = question;
        this.yours = yours;
        this.right = right;
    }

    /** Makes remarks on the direction in which these outputs differ. */
    List<String> remarks(Set<String> outputs) {
        List<String> remarks = new ArrayList<>();
        if (outputs.isEmpty()) {
            return remarks;
        }
        remarks.add("no mistake that this tool knows fits " + String.join(" ", outputs)
                + "; docs/conventions.md lists more");
        if (outputs.contains("l")) {
            stop(remarks);
        }
        boolean cosine = WeightedLoss.cosine(question.loss()).isPresent();
        if (cosine && outputs.contains("dX")) {
            remarks.add("dX is " + features());
        }
        if (cosine && outputs.contains("dW")) {
            remarks.add("dW is " + weights());
        }
        return remarks;
    }

    /** Makes a remark on a number that several losses do not exceed although they should. */
    private void stop(List<String> remarks) {
        double[] got = yours.sampleLosses();
        double most = Arrays.stream(got).max().orElse(0);
        int stopped = 0;
        for (int i = 0; i < got.length; i++) {
            boolean same = got[i] >= most - 8 * question.precision().eps() * Math.abs(most);
            stopped += same && right.sampleLosses()[i] > most * (1 + SHARE) ? 1 : 0;
        }
        if (stopped > 1) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "losses stop at %.5g = −log %s: a bound on the probability, or a constant that is added to it",
                    most,
                    OtherLosses.text(Double.parseDouble(String.format(Locale.ROOT, "%.2e", Math.exp(-most))))));
        }
    }

    /**
     * Whether losses are right, and the error of ∂X is only along x or the target's class weight. That is not rounding.
     */
    boolean isFormula(Set<String> outputs) {
        return outputs.contains("dX")
                && !outputs.contains("l")
                && !outputs.contains("L")
                && WeightedLoss.cosine(question.loss()).isPresent()
                && Split.of(question, yours, right).rest() <= square(SHARE);
    }

    private String features() {
        Split split = Split.of(question, yours, right);
        double smallest = square(SHARE);
        if (split.rest() > smallest) {
            return "off in the parts of other classes as well: look at the numbers that all logits share, such as p, the scale or the norm of x";
        } else if (split.across <= smallest) {
            return "off along x alone: look at the projection, or at the gradient through ‖x‖";
        }
        return split.along <= smallest
                ? "off along the target's class weight alone: look at the factors of the target's logit, p − 1 and the slope of"
                        + " the margin"
                : "off along x and along the target's class weight: look at the target's term, and at its part in the projection";
    }

    /** The shares of ∂X's squared error along x, and along the tangent towards the target. */
    private record Split(double along, double across) {

        double rest() {
            return 1 - along - across;
        }

        static Split of(Question question, Evaluation yours, Evaluation right) {
            double[][] got = NamedOutputs.rows(yours.gradients().features());
            double[][] want = NamedOutputs.rows(right.gradients().features());
            double along = 0;
            double across = 0;
            double whole = 0;
            for (int i = 0; i < got.length; i++) {
                double[] error = difference(got[i], want[i]);
                double[] x = unit(NamedOutputs.row(question.features(), i));
                double[] w = unit(NamedOutputs.row(question.parameters().weights(), question.label(i)));
                along += square(NamedOutputs.dot(error, x));
                across += square(NamedOutputs.dot(error, unit(without(w, x))));
                whole += NamedOutputs.dot(error, error);
            }
            return new Split(along / whole, across / whole);
        }
    }

    private String weights() {
        double[][] got = NamedOutputs.rows(yours.gradients().weights());
        double[][] want = NamedOutputs.rows(right.gradients().weights());
        double along = 0;
        double absent = 0;
        double whole = 0;
        for (int j = 0; j < got.length; j++) {
            double[] error = difference(got[j], want[j]);
            double[] w = unit(NamedOutputs.row(question.parameters().weights(), j));
            double square = NamedOutputs.dot(error, error);
            int label = j;
            boolean present = Arrays.stream(question.labels()).anyMatch(y -> y == label);
            along += square(NamedOutputs.dot(error, w));
            absent += present ? 0 : square;
            whole += square;
        }
        double smallest = square(SHARE) * whole;
        String direction =
                whole - along <= smallest ? "off along each class weight alone: look at the projection" : "off";
        return direction
                + (absent > smallest ? ", also for classes without a sample" : ", only for classes that have samples");
    }

    private static double square(double value) {
        return value * value;
    }

    /** The difference, with 0 in place of numbers that are not finite. */
    private static double[] difference(double[] got, double[] want) {
        double[] difference = new double[got.length];
        Arrays.setAll(difference, k -> Double.isFinite(got[k]) ? got[k] - want[k] : 0);
        return difference;
    }

    private static double[] unit(double... row) {
        double norm = NamedOutputs.norm(row);
        return norm == 0 ? row : Arrays.stream(row).map(v -> v / norm).toArray();
    }

    private static double[] without(double[] row, double... unit) {
        double along = NamedOutputs.dot(row, unit);
        double[] rest = new double[row.length];
        Arrays.setAll(rest, k -> row[k] - along * unit[k]);
        return rest;
    }
}
