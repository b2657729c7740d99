package io.github.marginloss.tool.loss;

import io.github.marginloss.ClassMargins;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.tool.message.Refusal;

/** The source of class margins and sample margins, which are arrays, not words. */
@FunctionalInterface
public interface MarginArrays {

    /** The array with one margin per class. */
    String CLASSES = "classMargins";

    /** The array with one margin per sample. */
    String SAMPLES = "sampleMargins";

    /**
     * Returns the numbers of an array.
     *
     * @param array {@link #CLASSES} or {@link #SAMPLES}
     * @param angular whether they are angles, rather than differences of cosines
     * @param loss the name of the loss that needs them, for messages
     * @return the margins, in range
     * @throws Refusal if there is no such array, or one of its numbers is out of range
     */
    double[] margins(String array, boolean angular, String loss);

    /** {@return whether a value of a type is given by an array} */
    static boolean isArray(Class<?> type) {
        return type == double[].class || type == MarginRule.class;
    }

    /** {@return a description of the values of such a type} */
    static String inWords(Class<?> type) {
        return type == double[].class
                ? " (the array " + SAMPLES + ")"
                : " (angular | cosine, of the array " + CLASSES + ")";
    }

    /** {@return the rule that gives each class its margin; the word is angular or cosine} */
    default MarginRule ofClasses(String name, String word, String loss) {
        if (!word.matches("(?i)angular|cosine")) {
            throw new Refusal(name + " is '" + word + "': angular or cosine expected, and the margins in the array "
                    + CLASSES + " of the file");
        }
        boolean angular = word.equalsIgnoreCase("angular");
        double[] m = margins(CLASSES, angular, loss);
        try {
            return angular ? ClassMargins.angular(m) : ClassMargins.cosine(m);
        } catch (IllegalArgumentException e) {
            throw new Refusal(loss + ": " + e.getMessage(), e);
        }
    }
}
