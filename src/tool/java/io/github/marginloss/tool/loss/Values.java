package io.github.marginloss.tool.loss;

import io.github.marginloss.core.Scale;
import io.github.marginloss.tool.message.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Values of parameters as words: numbers, {@code norm} or a number for a scale, {@code true} or {@code false}, the
 * names of an enum in any case.
 */
final class Values {

    private static final String NUMBER = "[-+]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?"
            + "|0[xX](?:[\\da-fA-F]+\\.?[\\da-fA-F]*|\\.[\\da-fA-F]+)[pP][-+]?\\d+)";
    private static final String SPECIAL = "(?i)[-+]?(?:nan|inf|infinity)";

    private Values() {}

    /**
     * Whether words can describe a value of a type. A record of such values is written as its numbers, separated by
     * commas.
     */
    static boolean areWords(Class<?> type) {
        return type == double.class
                || type == int.class
                || type == boolean.class
                || type == Scale.class
                || type.isEnum()
                || isTuple(type);
    }

    private static boolean isTuple(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .allMatch(Values::areWords);
    }

    static Object parse(Class<?> type, String name, String text) {
        if (type == double.class) {
            return number(name, text);
        } else if (type == int.class) {
            return integer(name, text);
        } else if (type == Scale.class) {
            return scale(name, text);
        } else if (type == boolean.class) {
            return truth(name, text);
        }
        return type.isEnum() ? constant(type, name, text) : tuple(type, name, text);
    }

    /** {@return a number} */
    static double number(String name, String text) {
        return number(name, text, "a number");
    }

    private static boolean truth(String name, String text) {
        if (!text.matches("(?i)true|false")) {
            throw malformed(name, text, "true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static double number(String name, String text, String expected) {
        if (text.matches(NUMBER)) {
            return Double.parseDouble(text);
        }
        if (text.matches(SPECIAL)) {
            String size = text.replaceFirst("^[-+]", "").toLowerCase(Locale.ROOT);
            return size.equals("nan") ? Double.NaN : (text.startsWith("-") ? -1 : 1) * Double.POSITIVE_INFINITY;
        }
        throw malformed(name, text, expected);
    }

    private static int integer(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw malformed(name, text, "an integer");
        }
    }

    private static Scale scale(String name, String text) {
        if (text.equalsIgnoreCase("norm")) {
            return Scale.norm();
        }
        try {
            return Scale.fixed(number(name, text, "norm or a number"));
        } catch (IllegalArgumentException e) {
            throw malformed(name, text, "norm or a finite number > 0");
        }
    }

    private static Object constant(Class<?> type, String name, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> malformed(name, text, "one of " + constants(type, ", ")));
    }

    private static Object tuple(Class<?> type, String name, String text) {
        RecordComponent[] parts = type.getRecordComponents();
        String[] texts = text.split(",", -1);
        if (texts.length != parts.length) {
            throw malformed(
                    name,
                    text,
                    Arrays.stream(parts).map(RecordComponent::getName).collect(Collectors.joining(",")));
        }
        Object[] values = new Object[parts.length];
        Arrays.setAll(values, k -> parse(parts[k].getType(), name + "." + parts[k].getName(), texts[k]));
        try {
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new Refusal(name + ": " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal malformed(String name, String text, String expected) {
        return new Refusal(name + " is '" + text + "': " + expected + " expected");
    }

    private static String constants(Class<?> type, String between) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(between));
    }

    /** {@return a description of a parameter's values, and its default if there is one} */
    static String inWords(Class<?> type, Object value) {
        String standard = value == null ? "" : write(value);
        if (type == Scale.class) {
            return " (norm | a number; " + standard + ")";
        } else if (type.isEnum()) {
            return " (" + constants(type, " | ") + "; " + standard + ")";
        } else if (type == boolean.class) {
            return " (true | false" + (standard.isEmpty() ? "" : "; " + standard) + ")";
        }
        return standard.isEmpty() ? "" : " (" + standard + ")";
    }

    /** {@return a value in words that can be read again} */
    static String write(Object value) {
        if (value instanceof Scale.Fixed fixed) {
            return write(fixed.s());
        } else if (value instanceof Scale) {
            return "norm";
        } else if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        } else if (value != null && isTuple(value.getClass())) {
            return Arrays.stream(value.getClass().getRecordComponents())
                    .map(part -> write(LossRecord.read(part, value)))
                    .collect(Collectors.joining(","));
        }
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
