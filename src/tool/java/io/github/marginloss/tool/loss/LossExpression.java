package io.github.marginloss.tool.loss;

import io.github.marginloss.tool.message.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code softmax + 0.003 center} or {@code arcface s=64 m=0.5}: names, each after its sign and weight, and
 * parameters, each after the loss that it belongs to. {@code reduction=}, {@code smoothing=} and {@code ignore=} belong
 * to the whole.
 */
public final class LossExpression {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<key>[A-Za-z]\\w*)=(?<value>\\S*)"
            + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(?:\\s*[*·])?"
            + "|(?<name>[A-Za-z]\\w*)|(?<sign>[-+−]))\\s*");

    /** The parameters that belong to the whole sum. */
    private static final Set<String> WHOLE = Set.of("reduction", "smoothing", "ignore");

    private final List<Term> terms = new ArrayList<>();
    private final Map<String, String> whole = new LinkedHashMap<>();
    private final String text;
    private String sign;
    private Double weight;
    private Map<String, String> parameters;

    private LossExpression(String text) {
        this.text = text;
    }

    /**
     * A sum of losses.
     *
     * @param terms the terms in their order
     * @param reduction the reduction of all terms; null = not given
     * @param smoothing the ε of all softmax terms; null = not given
     * @param ignore the labels that no term counts; null = not given
     */
    public record Expression(List<Term> terms, String reduction, String smoothing, String ignore) {

        /** Copies the terms. */
        public Expression {
            terms = List.copyOf(terms);
        }
    }

    /**
     * Reads an expression.
     *
     * @param text the part of the command line before the file
     * @return its terms; none for an empty text
     * @throws Refusal if it is not an expression
     */
    public static Expression parse(String text) {
        return new LossExpression(text).read();
    }

    private Expression read() {
        Matcher token = TOKEN.matcher(text);
        int position = 0;
        while (position < text.length()) {
            if (!token.find(position) || token.start() != position) {
                String rest = text.substring(position).strip();
                throw new Refusal("'" + rest
                        + "' is not understood: a loss and its parameters expected, such as arcface s=64 m=0.5");
            }
            position = token.end();
            take(token);
        }
        if (sign != null || weight != null) {
            throw new Refusal("'" + text.strip()
                    + "' ends before the name of a loss: one expected, such as softmax + 0.003 center");
        }
        return new Expression(terms, whole.get("reduction"), whole.get("smoothing"), whole.get("ignore"));
    }

    private void take(Matcher token) {
        if (token.group("key") != null) {
            parameter(token.group("key").toLowerCase(Locale.ROOT), token.group("value"));
        } else if (token.group("name") != null) {
            name(token.group("name"));
        } else if (token.group("number") != null && weight == null && (terms.isEmpty() || sign != null)) {
            weight = Double.valueOf(token.group("number"));
        } else if (token.group("sign") != null && sign == null && weight == null) {
            sign = token.group("sign");
        } else {
            throw new Refusal("'" + token.group().strip() + "' is not expected where it stands in '" + text.strip()
                    + "': a sum is written as softmax + 0.003 center");
        }
    }

    private void name(String name) {
        if (!terms.isEmpty() && sign == null) {
            throw new Refusal("there is no sign before " + name + ": a sum is written as softmax + 0.003 center, and a"
                    + " parameter as s=64");
        }
        double factor = weight == null ? 1 : weight;
        parameters = new LinkedHashMap<>();
        terms.add(new Term(sign == null || sign.equals("+") ? factor : -factor, name, parameters));
        sign = null;
        weight = null;
    }

    private void parameter(String key, String value) {
        if (value.isEmpty()) {
            throw new Refusal(key + "= has no value: one expected, such as s=64, without a space");
        }
        if (WHOLE.contains(key)) {
            requireNew(whole.put(key, value), key);
        } else if (terms.isEmpty() || sign != null || weight != null) {
            throw new Refusal(key + "=" + value + " stands before a loss: the name of the loss expected first");
        } else {
            requireNew(parameters.put(key, value), key + " of one loss");
            Term last = terms.remove(terms.size() - 1);
            terms.add(new Term(last.weight(), last.name(), parameters));
        }
    }

    private static void requireNew(String earlier, String option) {
        if (earlier != null) {
            throw new Refusal(option + " is given twice: once expected");
        }
    }
}
