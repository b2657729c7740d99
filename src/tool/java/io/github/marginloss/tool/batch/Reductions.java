package io.github.marginloss.tool.batch;

import io.github.marginloss.Reduction;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The reduction that a word and the arrays of weights ask for. */
public final class Reductions {

    private static final String SAMPLES = "sampleWeights";
    private static final String CLASSES = "classWeights";

    private Reductions() {}

    /**
     * Returns the word, or the reduction that the arrays imply: by sample weights or class weights, if the file has
     * them.
     *
     * @param word the word as written; null = not given
     * @param inputs the arrays. Not modified.
     * @return mean, sum, weighted or classweighted; null if neither the word nor the arrays decide
     * @throws Refusal if the two contradict each other
     */
    public static String word(String word, Inputs inputs) {
        boolean samples = inputs.arrays().containsKey(SAMPLES);
        boolean classes = inputs.arrays().containsKey(CLASSES);
        if (samples && classes) {
            throw new Refusal(inputs.file() + " contains " + SAMPLES + " and " + CLASSES
                    + ": one of them expected, because a loss has one reduction");
        }
        String implied = samples ? "weighted" : classes ? "classweighted" : null;
        if (word == null) {
            return implied;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (!lower.matches("mean|sum|weighted|classweighted")) {
            throw new Refusal("reduction is '" + word + "': mean, sum, weighted or classweighted expected");
        }
        if (implied == null && lower.endsWith("weighted")) {
            throw new Refusal("reduction is " + lower + ", but " + inputs.file() + " contains no "
                    + (lower.equals("weighted") ? SAMPLES : CLASSES) + ": the array with the weights expected");
        }
        if (implied != null && !implied.equals(lower)) {
            throw new Refusal("reduction is " + lower + ", but " + inputs.file() + " contains "
                    + (samples ? SAMPLES : CLASSES) + ": reduction=" + implied + " or a file without them expected");
        }
        return lower;
    }

    /**
     * Returns the reduction, with the weights read.
     *
     * @param word the result of {@link #word word}; null = mean
     * @param inputs the arrays. Not modified.
     * @param ignored the ignored labels. Not modified.
     * @return the reduction
     * @throws Refusal if a weight is not finite
     */
    public static Reduction of(String word, Inputs inputs, Set<Integer> ignored) {
        return ignoring(of(word, inputs), ignored);
    }

    /**
     * Returns a reduction that leaves out labels.
     *
     * @param reduction the reduction of the other samples
     * @param ignored the labels. Not modified.
     * @return the reduction itself if there are none
     */
    static Reduction ignoring(Reduction reduction, Set<Integer> ignored) {
        Reduction rest = reduction;
        for (int label : ignored) {
            rest = rest.ignoring(label);
        }
        return rest;
    }

    /**
     * Reads the labels to be ignored.
     *
     * @param text integers separated by commas; null = none
     * @return the labels
     * @throws Refusal if it is something else
     */
    public static Set<Integer> ignored(String text) {
        Set<Integer> labels = new TreeSet<>();
        if (text != null) {
            for (String label : text.split(",", -1)) {
                try {
                    labels.add(Integer.valueOf(label));
                } catch (NumberFormatException e) {
                    throw new Refusal(
                            "ignore is '" + text + "': a label expected, such as -1, or labels as in -1,3", e);
                }
            }
        }
        return labels;
    }

    private static Reduction of(String word, Inputs inputs) {
        Map<String, ArraySource> arrays = inputs.arrays();
        if ("weighted".equals(word)) {
            return Reduction.weighted(Batch.finite(arrays.get(SAMPLES)));
        } else if ("classweighted".equals(word)) {
            return Reduction.classWeighted(Batch.finite(arrays.get(CLASSES)));
        }
        return "sum".equals(word) ? Reduction.SUM : Reduction.MEAN;
    }
}
