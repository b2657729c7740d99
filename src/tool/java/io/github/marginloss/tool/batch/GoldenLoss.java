package io.github.marginloss.tool.batch;

import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.tool.loss.LossBuilder;
import io.github.marginloss.tool.loss.Term;
import io.github.marginloss.tool.message.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The loss of a golden case, whose words are a little different. */
final class GoldenLoss {

    /** The keys that say which loss it is. */
    static final Set<String> KEYS =
            Set.of("loss", "variant", "t", "s", "m", "m1", "m2", "m3", "lambda", "fixedNorm", "centerReduction");

    private static final Map<String, String> NAMES =
            Map.of("nsoftmax", "normalizedsoftmax", "combined", "combinedmargin");
    private static final Map<String, String> PARAMETERS = Map.of("fixedNorm", "scale", "variant", "extension");
    private static final Map<String, String> EXTENSIONS = Map.of("pure", "none", "threshold", "linear");

    private GoldenLoss() {}

    static Loss of(Map<String, List<String>> lines, String where) {
        String name = one(lines, "loss");
        if (name == null) {
            throw new Refusal(where + " has no line 'loss': one expected");
        }
        if (name.equals("softmax+center")) {
            Loss center = build("center", Map.of(), reduction(lines, where));
            return build("softmax", Map.of(), Reduction.MEAN).plus(number(one(lines, "lambda"), where), center);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String key : lines.keySet()) {
            boolean isReduction = name.equals("center") && key.equals("centerReduction");
            if (KEYS.contains(key) && !key.equals("loss") && !isReduction) {
                String word = one(lines, key);
                if (word.indexOf('|') >= 0) {
                    word = Double.toString(number(word, key + " of " + where));
                }
                parameters.put(PARAMETERS.getOrDefault(key, key), EXTENSIONS.getOrDefault(word, word));
            }
        }
        Reduction reduction = name.equals("center") ? reduction(lines, where) : Reduction.MEAN;
        Loss loss = build(NAMES.getOrDefault(name, name), parameters, reduction);
        requireAll(loss, parameters.keySet(), name, where);
        return loss;
    }

    /** A case leaves nothing to a default, but for the scale, which is the norm without it. */
    private static void requireAll(Loss loss, Set<String> given, String name, String where) {
        for (RecordComponent component : loss.getClass().getRecordComponents()) {
            String parameter = component.getName();
            if (!Set.of("scale", "reduction").contains(parameter) && !given.contains(parameter)) {
                String key = parameter.equals("extension") ? "variant" : parameter;
                throw new Refusal(where + " has no line '" + key + "': one expected, as the loss is " + name);
            }
        }
    }

    private static Loss build(String name, Map<String, String> parameters, Reduction reduction) {
        return LossBuilder.build(List.of(new Term(1, name, parameters)), reduction);
    }

    private static Reduction reduction(Map<String, List<String>> lines, String where) {
        String word = one(lines, "centerReduction");
        if (word != null && !word.toLowerCase(Locale.ROOT).matches("mean|sum")) {
            throw new Refusal("centerReduction of " + where + " is '" + word + "': mean or sum expected");
        }
        return "sum".equalsIgnoreCase(word) ? Reduction.SUM : Reduction.MEAN;
    }

    private static String one(Map<String, List<String>> lines, String key) {
        return lines.containsKey(key) ? lines.get(key).get(0) : null;
    }

    /** decimal|hexfloat, of which either half gives the same double; or an integer. */
    static double number(String text, String place) {
        try {
            String[] halves = String.valueOf(text).split("\\|", -1);
            double number = Double.parseDouble(halves[0]);
            if (Double.compare(number, Double.parseDouble(halves[halves.length - 1])) != 0) {
                throw new Refusal(place + " contains '" + text + "', which is two numbers: one expected");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Refusal(place + " contains '" + text + "': a number as decimal|hexfloat expected", e);
        }
    }
}
