package io.github.marginloss.tool.batch;

import io.github.marginloss.tool.loss.MarginArrays;
import io.github.marginloss.tool.message.Refusal;
import java.util.Collection;
import java.util.List;

/** The names of arrays: the parts of a batch, and the results of a program that is to be judged. */
public final class Names {

    /** Features, class weights, labels, biases, centers, and the weights and margins of samples and of classes. */
    public static final List<String> INPUTS = List.of(
            "X", "W", "y", "b", "C", "sampleWeights", "classWeights", MarginArrays.SAMPLES, MarginArrays.CLASSES);

    /** The loss, the sample losses, and the gradients. */
    public static final List<String> OUTPUTS = List.of("loss", "losses", "dX", "dW", "db", "dC");

    private Names() {}

    /** {@return whether an array may have this name} */
    public static boolean isKnown(String name) {
        return INPUTS.contains(name) || OUTPUTS.contains(name);
    }

    static void requireKnown(Collection<String> names, Object where) {
        for (String name : names) {
            if (!isKnown(name)) {
                String near = INPUTS.stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .map(known -> ", perhaps " + known)
                        .orElse("");
                String cure = name.matches("arr_\\d+")
                        ? "np.savez(\"batch.npz\", X=x, W=w, y=y) expected, with names"
                        : "the names " + String.join(" ", INPUTS) + " expected" + near + ", and "
                                + String.join(" ", OUTPUTS) + " for your own results";
                throw new Refusal(where + " contains an array named " + name + ": " + cure);
            }
        }
    }
}
