package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.Y;
import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;

import io.github.marginloss.ClassMargins;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers on the page of margins by class. */
class ClassMarginsPageTest {

    /** The margin of a class with a number of samples if a and b are fixed. */
    private static double fixed(double count) {
        return 0.5 * Math.pow(count, -0.25) + 0.05;
    }

    /** The same if the bounds are given, with 1 and 100 samples at the ends. */
    private static double solved(double count) {
        double a = (0.5 - 0.05) / (1 - Math.pow(100, -0.25));
        return a * Math.pow(count, -0.25) + 0.5 - a;
    }

    @Test
    void bothConventions() {
        List<List<String>> rows = rows("class-margins.md", "$n_j$ |");
        double[] ours = ClassMargins.byFrequency(
                rows.stream().mapToInt(row -> (int) number(row.get(0))).toArray(), 0.05, 0.5, 0.25);
        for (int k = 0; k < ours.length; k++) {
            double count = number(rows.get(k).get(0));
            assertDigits(rows.get(k).get(1), fixed(count));
            assertDigits(rows.get(k).get(2), same(solved(count), ours[k]));
        }
    }

    @Test
    void whoDiffers() {
        int[] counts = {100, 16, 1, 4};
        double[] margins =
                Arrays.stream(counts).mapToDouble(ClassMarginsPageTest::fixed).toArray();
        double first = theirs(64, (i, cos) -> Math.cos(Math.acos(cos) + fixed(counts[Y[i]])));
        double second = theirs(64, (i, cos) -> Math.cos(Math.acos(cos) + solved(counts[Y[i]])));
        assertFound("class-margins.md", "\\| (15\\.0704) \\|", same(first, of(margins)));
        double[] bounds = ClassMargins.byFrequency(counts, 0.05, 0.5, 0.25);
        assertFound("class-margins.md", "\\| (10\\.8468) \\|", same(second, of(bounds)));
    }

    private static double of(double... margins) {
        return loss(new MarginSoftmax(Scale.fixed(64), ClassMargins.angular(margins)));
    }
}
