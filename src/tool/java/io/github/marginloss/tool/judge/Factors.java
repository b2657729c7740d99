package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Outputs that are a constant times what they should be. */
final class Factors {

    private final Question question;
    private final Evaluation yours;
    private final Evaluation right;
    private final Map<Double, String> known = new LinkedHashMap<>();

    Factors(Question question, Evaluation yours, Evaluation right) {
        this.question = question;
        this.yours = yours;
        this.right = right;
        double m = question.samples();
        name(-1.0, "the sign is wrong");
        name(m, "the mean is missing: a sum over the m samples, or another factor m");
        name(1 / m, "the mean is taken twice: a factor 1/m");
        name(1 / (m * m), "the mean is taken three times: a factor 1/m²");
        name(2.0, "a factor 2: ½ is missing, or a sum taken twice");
        name(0.5, "a factor ½");
        name(2 / m, "a factor 2/m: pytorch-center-loss has no ½ and takes the mean");
        name(2 / (m * question.features().numCols), "a factor 2/(md): facenet takes the mean over coordinates");
        name(1 / Math.log(2), "the logarithm is to base 2");
        name(1 / Math.log(10), "the logarithm is to base 10");
        name((double) question.classes(), "a factor n");
        name(1.0 / question.classes(), "a factor 1/n: the mean over classes is taken as well");
        Term.cosine(question.loss()).map(Head.Cosine::scale).ifPresent(scale -> {
            if (scale instanceof Scale.Fixed fixed && fixed.s() != 1) {
                name(1 / fixed.s(), "the scale s is missing in the gradient: a factor 1/s");
                name(fixed.s(), "the scale s is there twice in the gradient: a factor s");
            }
        });
    }

    /** A batch may have factors that are equal: m may be s. */
    private void name(double factor, String name) {
        known.merge(factor, name, (one, other) -> one + "; or " + other);
    }

    /** Findings for the outputs that are mistaken, those with the same factor together: one that is known, or any. */
    List<Finding> find(Set<String> mistaken, boolean any) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String output : mistaken) {
            double factor = factor(output);
            String name = any ? anyName(output, factor) : knownName(output, factor);
            if (name != null) {
                found.computeIfAbsent(name, key -> new ArrayList<>()).add(output);
            }
        }
        boolean center = question.parameters().centers() != null;
        return found.entrySet().stream()
                .map(entry ->
                        new Finding(entry.getKey(), entry.getValue(), center ? Pages.CENTER_MULTIPLE : Pages.MULTIPLE))
                .toList();
    }

    /** By least squares; NaN if there is none. */
    private double factor(String output) {
        double[] got = Outputs.numbers(yours, output);
        double[] want = Outputs.numbers(right, output);
        double size = Outputs.norm(want);
        double product = 0;
        for (int k = 0; k < got.length; k++) {
            product += got[k] / size * (want[k] / size);
        }
        return product;
    }

    private String knownName(String output, double factor) {
        for (Map.Entry<Double, String> entry : known.entrySet()) {
            if (Math.abs(factor / entry.getKey() - 1) < 0.01 && fits(output, entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** One number is always a multiple of another, so more are needed. */
    private String anyName(String output, double factor) {
        boolean asked = Outputs.numbers(yours, output).length > 2 && Double.isFinite(factor) && factor != 0;
        return asked && fits(output, factor) ? String.format(Locale.ROOT, "a factor %.6g", factor) : null;
    }

    private boolean fits(String output, double factor) {
        Evaluation restored = Outputs.map(yours, Set.of(output), v -> v / factor);
        Comparison comparison = question.compare(restored, right);
        return Judge.mistaken(comparison).stream().noneMatch(output::equals);
    }
}
