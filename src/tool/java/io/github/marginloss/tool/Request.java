package io.github.marginloss.tool;

import io.github.marginloss.tool.loss.LossExpression.Expression;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user's request.
 *
 * @param expression the loss; without a term, the file names it
 * @param file the file with all arrays; null = each array is a separate file
 * @param arrays the files of arrays by their names
 * @param options the options by their names, with their values
 */
record Request(Expression expression, Path file, Map<String, Path> arrays, Map<Option, String> options) {

    Request {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays)); // in the order of the command line
        options = Map.copyOf(options);
    }

    boolean has(Option option) {
        return options.containsKey(option);
    }

    /** {@return the value of an option; null if it is not given} */
    String value(Option option) {
        return options.get(option);
    }

    /** Whether W and ∂L/∂W are d×n. */
    boolean transposed() {
        return "dxn".equals(value(Option.WEIGHTS));
    }

    /** Whether the answer is float32. */
    boolean single() {
        return "float32".equals(value(Option.DTYPE));
    }
}
