package io.github.marginloss.tool.judge;

import java.util.List;

/**
 * A mistake that fits.
 *
 * @param name what it is
 * @param outputs which mistaken outputs it explains to rounding
 * @param page where to read on; empty if there is no page
 */
public record Finding(String name, List<String> outputs, String page) {

    /** Keeps a copy of the list. */
    public Finding {
        outputs = List.copyOf(outputs);
    }

    /** Whether it is another variety of the same mistake: what stands before a colon. */
    boolean isOfKind(Finding other) {
        return name.contains(":") && name.split(":", 2)[0].equals(other.name.split(":", 2)[0]);
    }

    @Override
    public String toString() {
        return String.join(" ", outputs) + " " + (outputs.size() == 1 ? "looks" : "look") + " like this: " + name
                + (page.isEmpty() ? "" : " (" + page + ")");
    }
}
