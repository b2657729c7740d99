package io.github.marginloss.tool.batch;

import io.github.marginloss.tool.loss.MarginArrays;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The margins of classes and of samples in a file. */
public final class Margins {

    private final Inputs inputs;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * Looks only at the names of the arrays.
     *
     * @param inputs the arrays. Not modified.
     */
    public Margins(Inputs inputs) {
        this.inputs = inputs;
    }

    /**
     * Returns an empty array in place of the margins, until the shapes of the arrays have been checked.
     *
     * @param array the name
     * @param angular the kind of margins
     * @param loss the loss that needs them
     * @return an empty array
     * @throws Refusal if there is no such array
     */
    public double[] later(String array, boolean angular, String loss) {
        if (!inputs.arrays().containsKey(array)) {
            String each = array.equals(MarginArrays.CLASSES) ? "class" : "sample";
            throw new Refusal(inputs.file() + " contains no " + array + ": one margin per " + each + " expected for "
                    + loss + "; it contains " + String.join(" ", inputs.arrays().keySet()));
        }
        asked.add(array);
        return new double[0];
    }

    /**
     * Reads the margins.
     *
     * @param array the name
     * @param angular whether they are angles, rather than differences of cosines
     * @param loss the loss that needs them
     * @return the margins
     * @throws Refusal if one is out of range
     */
    public double[] read(String array, boolean angular, String loss) {
        ArraySource source = inputs.arrays().get(array);
        double[] margins = Batch.finite(source);
        for (int k = 0; k < margins.length; k++) {
            if (!(Math.abs(margins[k]) <= (angular ? Math.PI : 2))) {
                throw new Refusal(source.place(k) + " is " + margins[k] + ": "
                        + (angular ? "an angle in radians from -π to π" : "a difference of cosines from -2 to 2")
                        + " expected");
            }
        }
        return margins;
    }

    /**
     * Refuses margins that the loss does not use.
     *
     * @param loss its name
     * @throws Refusal if there are any
     */
    public void requireUse(String loss) {
        for (String array : List.of(MarginArrays.CLASSES, MarginArrays.SAMPLES)) {
            if (inputs.arrays().containsKey(array) && !asked.contains(array)) {
                throw new Refusal(inputs.file() + " contains " + array + ", which " + loss
                        + " does not use: a file without it expected");
            }
        }
    }
}
