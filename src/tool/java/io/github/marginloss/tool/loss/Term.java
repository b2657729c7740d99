package io.github.marginloss.tool.loss;

import java.util.Map;

/**
 * A term of a sum, as its user wrote it.
 *
 * @param weight its factor, with its sign
 * @param name the name of the loss
 * @param parameters its parameters as written, by their names in lower case
 */
public record Term(double weight, String name, Map<String, String> parameters) {

    /** Copies the parameters. */
    public Term {
        parameters = Map.copyOf(parameters);
    }
}
