package io.github.marginloss.tool.judge;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mistake that fits.
 *
 * @param name the mistake in words
 * @param outputs the mistaken outputs that it explains up to rounding
 * @param page the page with more about it; empty if there is none
 */
public record Finding(String name, List<String> outputs, String page) {

    /** Keeps a copy of the list. */
    public Finding {
        outputs = List.copyOf(outputs);
    }

    /** The same mistake in the outputs of both findings. */
    Finding together(Finding other) {
        List<String> all = Stream.concat(outputs.stream(), other.outputs.stream())
                .distinct()
                .toList();
        return new Finding(name, all, page);
    }

    @Override
    public String toString() {
        return String.join(" ", outputs) + " " + (outputs.size() == 1 ? "looks" : "look") + " like this: " + name
                + (page.isEmpty() ? "" : " (" + page + ")");
    }
}
