package io.github.marginloss.tool.loss;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.tool.message.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record that is a loss; its parameters are its components. A parameter that is not given has the value of the
 * constructor without arguments, if there is one.
 *
 * @param type the record
 */
public record LossRecord(Class<? extends Loss> type) {

    /** {@return its name on the command line} */
    public String name() {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * Builds the loss.
     *
     * @param given its parameters as written, by their names in lower case. Not modified.
     * @param reduction its reduction
     * @param arrays the source of margins that are arrays
     * @return the loss
     * @throws Refusal if a parameter is unknown, missing, malformed or out of range
     */
    Loss build(Map<String, String> given, Reduction reduction, MarginArrays arrays) {
        requireNameable();
        List<String> names = parameters()
                .map(RecordComponent::getName)
                .map(LossRecord::lower)
                .toList();
        given.keySet().stream().filter(key -> !names.contains(key)).findFirst().ifPresent(key -> {
            throw new Refusal(name() + " has no parameter " + key + ": it has " + inWords());
        });
        Loss defaults = defaults();
        Object[] values = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getType() == Reduction.class
                        ? reduction
                        : MarginArrays.isArray(component.getType())
                                ? margins(component, given, arrays)
                                : value(component, given, defaults))
                .toArray();
        return construct(values);
    }

    /** The margins of classes, whose kind is a word, or those of samples, whose kind {@code angular=} states. */
    private Object margins(RecordComponent component, Map<String, String> given, MarginArrays arrays) {
        String text = given.get(lower(component.getName()));
        if (component.getType() == double[].class) {
            if (text != null) {
                throw new Refusal(component.getName() + " is '" + text + "': the array " + MarginArrays.SAMPLES
                        + " in the file expected instead");
            }
            return arrays.margins(MarginArrays.SAMPLES, Boolean.parseBoolean(given.get("angular")), name());
        }
        if (text == null) {
            throw new Refusal(name() + " needs " + component.getName() + ": it has " + inWords());
        }
        return arrays.ofClasses(component.getName(), text, name());
    }

    private Object value(RecordComponent component, Map<String, String> given, Loss defaults) {
        String text = given.get(lower(component.getName()));
        if (text != null) {
            return Values.parse(component.getType(), component.getName(), text);
        }
        if (defaults == null) {
            throw new Refusal(name() + " needs " + component.getName() + ": it has " + inWords());
        }
        return read(component, defaults);
    }

    private Loss construct(Object... values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new Refusal(
                        name() + ": " + refused.getMessage() + inRadians(refused.getMessage(), values), refused);
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Appends the value in radians of a refused angle that may be in degrees. For the usual angles, the library's
     * message contains it already.
     */
    private String inRadians(String message, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        for (int k = 0; k < components.length; k++) {
            if (message.startsWith(components[k].getName() + " is ")
                    && message.contains("in radians")
                    && !message.contains("degrees")
                    && values[k] instanceof Double angle
                    && angle > Math.PI
                    && angle <= 360) {
                return String.format(
                        Locale.ROOT, "; if degrees were meant, %s degrees are %.4g", angle, Math.toRadians(angle));
            }
        }
        return "";
    }

    /** Whether the loss has labels that can be smoothed. */
    boolean isSoftmax() {
        return HeadLoss.class.isAssignableFrom(type);
    }

    /** Whether words and arrays can describe all parameters. */
    boolean isNameable() {
        return programs().findFirst().isEmpty();
    }

    private Stream<RecordComponent> programs() {
        return parameters()
                .filter(component ->
                        !Values.areWords(component.getType()) && !MarginArrays.isArray(component.getType()));
    }

    private void requireNameable() {
        programs().findFirst().ifPresent(component -> {
            if (Loss.class.isAssignableFrom(component.getType())) {
                throw new Refusal(
                        name() + " applies to another loss: smoothing=0.1 after that one expected, such as arcface"
                                + " s=64 smoothing=0.1");
            }
            throw new Refusal(name() + " needs a " + component.getName() + " that is a program ("
                    + component.getType().getSimpleName()
                    + " in Java): no words can name it; the losses that words name are "
                    + String.join(", ", LossNames.nameable()));
        });
    }

    private Stream<RecordComponent> parameters() {
        return Arrays.stream(type.getRecordComponents()).filter(component -> component.getType() != Reduction.class);
    }

    /** {@return its parameters with their defaults, such as s (64.0), m (0.5), reduction} */
    public String inWords() {
        Loss defaults = defaults();
        String own = parameters()
                .map(component -> component.getName()
                        + (MarginArrays.isArray(component.getType())
                                ? MarginArrays.inWords(component.getType())
                                : Values.inWords(
                                        component.getType(), defaults == null ? null : read(component, defaults))))
                .collect(Collectors.joining(", "));
        return (own.isEmpty() ? "" : own + " and ") + "reduction (mean | sum | weighted | classweighted)";
    }

    private Loss defaults() {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                try {
                    return (Loss) constructor.newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return null;
    }

    static Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
