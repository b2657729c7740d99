package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Outputs that are a constant multiple of the right ones. */
final class Factors {

    private final Question question;
    private final Evaluation yours;
    private final Evaluation right;
    private final Set<String> explained;
    private final Map<Double, String> known = new LinkedHashMap<>();

    Factors(Question question, Evaluation yours, Evaluation right, Set<String> explained) {
        this.question = question;
        this.yours = yours;
        this.right = right;
        this.explained = explained;
        double m = question.samples();
        double n = question.classes();
        name(-1.0, "the sign is wrong");
        reduction(m);
        name(2.0, "a factor 2: ½ is missing, or a sum taken twice");
        name(0.5, "a factor ½");
        name(2 / m, "a factor 2/m: pytorch-center-loss has no ½ and takes the mean");
        name(2 / (m * question.features().numCols), "a factor 2/(md): facenet takes the mean over coordinates");
        name(1 / Math.log(2), "the logarithm is to base 2");
        name(1 / Math.log(10), "the logarithm is to base 10");
        name(n, "a factor n");
        name(1.0 / n, "a factor 1/n: the mean over classes is taken as well");
        WeightedLoss.cosine(question.loss()).map(Head.Cosine::scale).ifPresent(scale -> {
            if (scale instanceof Scale.Fixed fixed) {
                name(1 / fixed.s(), "the gradient lacks the scale s: a factor 1/s");
                name(fixed.s(), "the gradient contains the scale s twice: a factor s");
            }
        });
    }

    /** Names the factors by which the requested reduction may be wrong. */
    private void reduction(double m) {
        Reduction reduction = WeightedLoss.of(question.loss()).get(0).loss().reduction();
        if (reduction == Reduction.MEAN) {
            name(m, "the mean is missing: a sum over the m samples, or another factor m");
            name(1 / m, "the mean is taken twice: a factor 1/m");
            name(1 / (m * m), "the mean is taken three times: a factor 1/m²");
            return;
        }
        if (reduction != Reduction.SUM) {
            double sum =
                    Arrays.stream(reduction.coefficients(question.labels())).sum();
            name(1 / sum, "divided by the sum of the weights, as PyTorch's weighted mean is");
            name(1 / (sum * m), "divided by the sum of the weights, and by m");
        }
        name(1 / m, "a mean, not the sum that is asked for: a factor 1/m");
        name(1 / (m * m), "the mean is taken twice, where the sum is asked for: a factor 1/m²");
        name(m, "a factor m");
    }

    /** Names a factor. In some batches two factors are equal, for example m and s. */
    private void name(double factor, String name) {
        if (factor != 1) {
            known.merge(factor, name, (one, other) -> one + "; or " + other);
        }
    }

    /** Findings for the mistaken outputs that have a known factor; outputs with the same factor share a finding. */
    List<Finding> known(Set<String> mistaken) {
        return findings(mistaken, this::knownName);
    }

    /** The same for outputs whose factor is not a known one. */
    List<Finding> any(Set<String> mistaken) {
        return findings(
                mistaken, (output, factor) -> knownName(output, factor) == null ? anyName(output, factor) : null);
    }

    private List<Finding> findings(Set<String> mistaken, BiFunction<String, Double, String> names) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String output : mistaken) {
            String name = names.apply(output, factor(output));
            if (name != null) {
                found.computeIfAbsent(name, key -> new ArrayList<>()).add(output);
            }
        }
        String page = question.parameters().centers() != null ? Pages.CENTER_MULTIPLE : Pages.MULTIPLE;
        return found.entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), entry.getValue(), page))
                .toList();
    }

    /** The factor of an output, by least squares over its finite numbers; NaN if there are none. */
    private double factor(String output) {
        double[] got = NamedOutputs.numbers(yours, output);
        double[] want = NamedOutputs.numbers(right, output).clone();
        for (int k = 0; k < got.length; k++) {
            want[k] = Double.isFinite(got[k]) ? want[k] : 0;
        }
        double size = NamedOutputs.norm(want);
        double product = 0;
        for (int k = 0; k < got.length; k++) {
            product += want[k] == 0 ? 0 : got[k] / size * (want[k] / size);
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

    /** Names an unknown factor. A single number is always a multiple of another, so it needs several. */
    private String anyName(String output, double factor) {
        boolean asked = NamedOutputs.numbers(yours, output).length > 2 && Double.isFinite(factor) && factor != 0;
        return asked && fits(output, factor) ? String.format(Locale.ROOT, "a factor %.6g", factor) : null;
    }

    private boolean fits(String output, double factor) {
        Evaluation restored = NamedOutputs.map(yours, Set.of(output), v -> v / factor);
        return !Judge.mistaken(question.compare(NamedOutputs.filled(restored, right, explained), right))
                .contains(output);
    }
}
