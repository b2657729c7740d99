package io.github.marginloss.bits;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A kind of situation, a loss, and the results that are hashed.
 *
 * @param name the situation first
 * @param results computes them
 */
record Line(String name, Consumer<Hash> results) {

    /** A line for all outputs of a loss in some batches. */
    static Line of(String name, Loss loss, Supplier<List<Inputs>> batches) {
        return new Line(name, hash -> {
            for (Inputs batch : batches.get()) {
                hash.add(batch.backward(loss));
            }
        });
    }

    /** Such a line for each of some losses. */
    static List<Line> each(String situation, Map<String, Loss> losses, Supplier<List<Inputs>> batches) {
        List<Line> lines = new ArrayList<>();
        losses.forEach((name, loss) -> lines.add(of(situation + " " + name, loss, batches)));
        return lines;
    }

    /** Computes the results. */
    String hash() {
        Hash hash = new Hash();
        results.accept(hash);
        return hash.toString();
    }

    /** The line as it is stored. */
    String text() {
        return String.format(Locale.ROOT, "%-24s %s", name, hash());
    }
}
