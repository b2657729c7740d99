package io.github.marginloss.tool.batch;

import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.tool.loss.LossBuilder;
import io.github.marginloss.tool.loss.MarginArrays;
import io.github.marginloss.tool.loss.Term;
import io.github.marginloss.tool.message.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The loss of a golden case. Its words differ slightly from those of the command line. */
final class GoldenLoss {

    /** The keys that say which loss it is. */
    static final Set<String> KEYS = Set.of(
            "loss",
            "variant",
            "t",
            "s",
            "m",
            "m1",
            "m2",
            "m3",
            "h",
            "norms",
            "range",
            "easy",
            "lambda",
            "fixedNorm",
            "centerReduction",
            "smoothing",
            "ignore",
            MarginArrays.CLASSES,
            MarginArrays.SAMPLES);

    /** The keys that hold for the whole sum, and are not parameters of a loss. */
    private static final Set<String> WHOLE = Set.of("loss", "smoothing", "ignore");

    private static final Map<String, String> NAMES =
            Map.of("nsoftmax", "normalizedsoftmax", "combined", "combinedmargin");
    private static final Map<String, String> PARAMETERS = Map.of("fixedNorm", "scale", "variant", "extension");
    private static final Map<String, String> EXTENSIONS = Map.of("pure", "none", "threshold", "linear");
    private static final Map<String, String> MARGINS =
            Map.of("marginsoftmax", MarginArrays.CLASSES, "elasticface", MarginArrays.SAMPLES);

    private final Map<String, List<String>> lines;
    private final String where;
    private final String name;
    private final Set<Integer> ignored;

    private GoldenLoss(Map<String, List<String>> lines, String where) {
        this.lines = lines;
        this.where = where;
        name = one("loss");
        ignored = Reductions.ignored(lines.containsKey("ignore") ? one("ignore").replace(' ', ',') : null);
    }

    static Asked of(Map<String, List<String>> lines, String where) {
        GoldenLoss golden = new GoldenLoss(lines, where);
        golden.require("loss", "");
        return new Asked(golden.loss(), golden.ignored);
    }

    private Loss loss() {
        String smoothing = plain("smoothing");
        if (name.equals("softmax+center")) {
            Loss center = build("center", Map.of(), centerReduction(), null);
            return build("softmax", Map.of(), Reduction.MEAN, smoothing)
                    .plus(number(one("lambda"), "lambda of " + where), center);
        }
        if (MARGINS.containsKey(name)) {
            require(MARGINS.get(name), ", as the loss is " + name);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String key : lines.keySet()) {
            boolean isReduction = name.equals("center") && key.equals("centerReduction");
            if (KEYS.contains(key) && !WHOLE.contains(key) && !isReduction) {
                parameter(key, parameters);
            }
        }
        if (name.equals("marginsoftmax")) {
            parameters.putIfAbsent("scale", "norm");
        }
        Reduction reduction = name.equals("center") ? centerReduction() : Reduction.MEAN;
        Loss loss = build(NAMES.getOrDefault(name, name), parameters, reduction, null);
        requireAll(loss, parameters.keySet());
        return smoothing == null ? loss : build(NAMES.getOrDefault(name, name), parameters, reduction, smoothing);
    }

    private void parameter(String key, Map<String, String> parameters) {
        if (key.equals(MarginArrays.CLASSES)) {
            parameters.put("margin", kind(key));
        } else if (key.equals(MarginArrays.SAMPLES)) {
            parameters.put("angular", String.valueOf(kind(key).equals("angular")));
        } else {
            String word = plain(key);
            parameters.put(PARAMETERS.getOrDefault(key, key), EXTENSIONS.getOrDefault(word, word));
        }
    }

    /** A word, or numbers as on the command line, separated by commas. */
    private String plain(String key) {
        String line = one(key);
        return line == null || line.indexOf('|') < 0
                ? line
                : Arrays.stream(line.split(" "))
                        .map(token -> Double.toString(number(token, key + " of " + where)))
                        .collect(Collectors.joining(","));
    }

    private String kind(String key) {
        String kind = one(key).split(" ")[0];
        if (!kind.matches("angular|cosine")) {
            throw new Refusal(key + " of " + where + " begins with '" + kind + "': angular or cosine expected");
        }
        return kind;
    }

    private double[] margins(String key) {
        return Arrays.stream(one(key).split(" "))
                .skip(1)
                .mapToDouble(token -> number(token, key + " of " + where))
                .toArray();
    }

    private void require(String key, String why) {
        if (!lines.containsKey(key)) {
            throw new Refusal(where + " has no line '" + key + "': one expected" + why);
        }
    }

    /**
     * Requires all parameters, because a case relies on no default except the scale, which is the norm if it is absent.
     */
    private void requireAll(Loss loss, Set<String> given) {
        for (RecordComponent component : loss.getClass().getRecordComponents()) {
            String parameter = component.getName();
            if (!Set.of("scale", "reduction", "margins").contains(parameter) && !given.contains(parameter)) {
                require(parameter.equals("extension") ? "variant" : parameter, ", as the loss is " + name);
            }
        }
    }

    private Loss build(String loss, Map<String, String> parameters, Reduction reduction, String smoothing) {
        return LossBuilder.build(
                List.of(new Term(1, loss, parameters)),
                Reductions.ignoring(reduction, ignored),
                smoothing,
                (array, angular, of) -> margins(array));
    }

    private Reduction centerReduction() {
        String word = one("centerReduction");
        if (word != null && !word.toLowerCase(Locale.ROOT).matches("mean|sum")) {
            throw new Refusal("centerReduction of " + where + " is '" + word + "': mean or sum expected");
        }
        return "sum".equalsIgnoreCase(word) ? Reduction.SUM : Reduction.MEAN;
    }

    private String one(String key) {
        return lines.containsKey(key) ? lines.get(key).get(0) : null;
    }

    /** Reads decimal|hexfloat, whose halves give the same double, or an integer. */
    static double number(String text, String place) {
        try {
            String[] halves = String.valueOf(text).split("\\|", -1);
            double number = Double.parseDouble(halves[0]);
            if (Double.compare(number, Double.parseDouble(halves[halves.length - 1])) != 0) {
                throw new Refusal(place + " contains '" + text
                        + "', whose halves are different numbers: the same number twice expected");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Refusal(place + " contains '" + text + "': a number as decimal|hexfloat expected", e);
        }
    }
}
