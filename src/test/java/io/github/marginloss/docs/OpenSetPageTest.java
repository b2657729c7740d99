package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tables of the page are the results of long training runs. This test checks that they are consistent, in both
 * languages.
 */
class OpenSetPageTest {

    /** No network, Softmax, and six other losses. */
    private static final int ROWS = 8;

    @Test
    void meansOfDifferencesAreDifferencesOfMeans() {
        List<List<String>> rows = PagesNumbers.rows("open-set.md", "TAR − Softmax");
        assertEquals(5 * ROWS, rows.size());
        for (int from = 0; from < rows.size(); from += ROWS) {
            double softmax = number(rows.get(from + 1).get(2));
            for (List<String> row : rows.subList(from, from + ROWS)) {
                // each of the three is rounded to a tenth
                assertEquals(number(row.get(2)) - softmax, number(row.get(4)), 0.151, row::toString);
            }
        }
    }
}
