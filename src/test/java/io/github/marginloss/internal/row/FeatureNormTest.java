package io.github.marginloss.internal.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.internal.kernel.DoubleRows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A norm is rounded to the nearest double, even if double-double does not determine that double. */
class FeatureNormTest {

    private static double rounded(double... row) {
        return FeatureNorm.rounded(new DoubleRows(new DMatrixRMaj(new double[][] {row})), 0);
    }

    private static double exactly(double... row) {
        BigDecimal square = BigDecimal.ZERO;
        for (double entry : row) {
            square = square.add(new BigDecimal(entry).pow(2));
        }
        return square.sqrt(new MathContext(1200, RoundingMode.HALF_EVEN)).doubleValue();
    }

    @Test
    void anyRow() {
        Random random = new Random(193);
        for (int k = 0; k < 500; k++) {
            double[] row = random.doubles(1 + random.nextInt(4), -1, 1)
                    .map(v -> Math.scalb(v, random.nextInt(60) - 30))
                    .toArray();
            assertEquals(exactly(row), rounded(row));
        }
    }

    /** Halfway between two doubles except for a last entry, at and near a power of two, and exactly halfway. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-25, 1e-40, 1e-100, 1e-250})
    void nearATie(double last) {
        for (double half : new double[] {0x1.0000000000001p52, 0x1p52, 0x1.fffffffffffffp52}) {
            double third = Math.floor(half / 3);
            for (double n : new double[] {third, third + 1, third + 2}) {
                // 3n, 4n: the norm is 5n, which may have more than 53 bits
                assertEquals(exactly(3 * n, 4 * n, last), rounded(3 * n, 4 * n, last));
            }
        }
        assertEquals(exactly(1, 0x1p-26, last), rounded(1, 0x1p-26, last));
        assertEquals(exactly(1, 0x1.8p-27, last), rounded(1, 0x1.8p-27, last));
    }

    @Test
    void theEndsOfTheRange() {
        assertEquals(0, rounded(0, -0.0));
        assertEquals(Double.MIN_VALUE, rounded(Double.MIN_VALUE));
        assertEquals(5 * Double.MIN_VALUE, rounded(3 * Double.MIN_VALUE, 4 * Double.MIN_VALUE));
        assertEquals(Double.MAX_VALUE, rounded(Double.MAX_VALUE));
        assertEquals(Double.POSITIVE_INFINITY, rounded(Double.MAX_VALUE, Double.MAX_VALUE));
        assertEquals(5e307, rounded(3e307, 4e307), 1e292);
    }
}
