package io.github.marginloss.demo.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void meanAndDeviation() {
        Spread spread = Spread.of(1, 2, 4, 9);
        assertEquals(4, spread.mean(), 1e-15);
        assertEquals(Math.sqrt((9 + 4 + 0 + 25) / 3.0), spread.deviation(), 1e-15);
        assertTrue(Double.isNaN(Spread.of(7).deviation()));
    }

    /** The seeds differ much more than the two series do. */
    @Test
    void pairsCancelWhatTheyShare() {
        Spread difference = Spread.ofDifferences(new double[] {53, 78, 61}, new double[] {50, 75, 58});
        assertEquals(new Spread(3, 0), difference);
    }
}
