package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reductions are values: equal if kind and weights are, and printed with both. */
class ReductionValueTest {

    @Test
    void equalByKindAndWeights() {
        assertEquals(Reduction.weighted(1, 2), Reduction.weighted(1, 2));
        assertEquals(Reduction.classWeighted(1, 2), Reduction.classWeighted(1, 2));
        assertNotEquals(Reduction.weighted(1, 2), Reduction.weighted(1, 3));
        assertNotEquals(Reduction.classWeighted(1, 2), Reduction.classWeighted(1, 2, 3));
        assertNotEquals(Reduction.weighted(1, 2), Reduction.classWeighted(1, 2));
        assertNotEquals(Reduction.classWeighted(1, 2), Reduction.weighted(1, 2));
        assertNotEquals(Reduction.MEAN, Reduction.SUM);
        // a set finds them again, and different weights have different hashes
        Set<Reduction> set = Set.of(Reduction.weighted(1, 2), Reduction.classWeighted(3), Reduction.MEAN);
        assertEquals(3, set.size());
        assertEquals(true, set.contains(Reduction.weighted(1, 2)) && set.contains(Reduction.classWeighted(3)));
        assertNotEquals(
                Reduction.weighted(1, 2).hashCode(), Reduction.weighted(2, 1).hashCode());
        assertNotEquals(
                Reduction.classWeighted(1, 2).hashCode(),
                Reduction.classWeighted(2, 1).hashCode());
    }

    @Test
    void theWordsShowTheWeights() {
        assertEquals("Weighted[1.0, -2.5]", Reduction.weighted(1, -2.5).toString());
        assertEquals("ClassWeighted[0.5]", Reduction.classWeighted(0.5).toString());
        assertEquals(
                "CosFace[s=8.0, m=0.2, reduction=Weighted[3.0]]",
                new CosFace(8, 0.2, Reduction.weighted(3)).toString());
    }

    /** Even without a loss, a reduction names the label for which it has no weight. */
    @Test
    void labelsOutsideTheClassWeights() {
        Reduction weighted = Reduction.classWeighted(5, 6);
        assertArrayEquals(new double[] {5, 6}, weighted.coefficients(new int[] {0, 1}));
        for (int label : new int[] {2, -1}) {
            Exception thrown =
                    assertThrows(IllegalArgumentException.class, () -> weighted.coefficients(new int[] {0, label}));
            assertEquals(
                    "reduction classWeighted: 2 class weights, but labels[1] is " + label + ": 0 ≤ label < 2 expected",
                    thrown.getMessage());
        }
    }
}
