package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The error bounds in the comments are never exceeded, and the constants are right. */
class SeriesTest {

    private static final String PI =
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798";

    private static final String LOG_2 =
            "0.69314718055994530941723212145817656807550013436025525412068000949339362196969471560586332699641868754";

    private static final int MORE = 200;

    private static final int[] BITS = {56, 57, 64, 100, 333, 1000, 3000};

    private final Random random = new Random(6);

    /** Within 2 units of the result with more bits, two of whose units are a small part of one. */
    private static void near(BigInteger more, BigInteger value) {
        BigInteger error = more.subtract(value.shiftLeft(MORE)).abs().add(BigInteger.TWO);
        assertTrue(error.compareTo(BigInteger.TWO.shiftLeft(MORE)) < 0);
    }

    private BigInteger below(int bits) {
        return new BigInteger(1 + random.nextInt(bits), random);
    }

    @Test
    void exponentialsAndSinesErrLessThanTwoUnits() {
        for (int n : BITS) {
            for (int round = 0; round < 20; round++) {
                BigInteger r = below(n);
                near(Series.exp(r.shiftLeft(MORE), n + MORE), Series.exp(r, n));
                BigInteger twice = r.shiftLeft(1);
                BigInteger[] more = Series.sinCos(twice.shiftLeft(MORE), n + MORE);
                BigInteger[] sinCos = Series.sinCos(twice, n);
                near(more[0], sinCos[0]);
                near(more[1], sinCos[1]);
            }
        }
    }

    @Test
    void arctangentsErrLessThanTwoUnits() {
        for (int n : BITS) {
            for (int round = 0; round < 20; round++) {
                BigInteger t = round == 0 ? BigInteger.ONE.shiftLeft(n - 16) : below(n - 16);
                for (int sign : new int[] {1, -1}) {
                    near(Series.arc(t.shiftLeft(MORE), n + MORE, sign), Series.arc(t, n, sign));
                    assertEquals(Series.arc(t, n, sign).negate(), Series.arc(t.negate(), n, sign));
                }
            }
        }
    }

    /** Compares with plain sums of exact decimals. */
    @Test
    void seriesAreThoseOfTheFunctions() {
        int n = 300;
        BigInteger half = BigInteger.ONE.shiftLeft(n - 1);
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
        BigDecimal term = new BigDecimal(BigInteger.ONE.shiftLeft(n));
        for (int i = 0; i < 80; i++) {
            sums[2] = sums[2].add(term);
            sums[1 - i % 2] = (i & 2) == 0 ? sums[1 - i % 2].add(term) : sums[1 - i % 2].subtract(term);
            term = term.divide(BigDecimal.valueOf(2L * (i + 1)), 20, RoundingMode.HALF_EVEN);
        }
        BigInteger[] sinCos = Series.sinCos(half, n);
        close(sums[0], sinCos[0]);
        close(sums[1], sinCos[1]);
        close(sums[2], Series.exp(half, n));
    }

    private static void close(BigDecimal expected, BigInteger actual) {
        assertTrue(expected.subtract(new BigDecimal(actual)).abs().compareTo(BigDecimal.valueOf(2)) < 0);
    }

    @Test
    void constantsHaveTheirDigits() {
        for (int n = 1; n <= 330; n += 7) {
            encloses(PI, ArcSeries.pi(n), n);
            encloses(LOG_2, ArcSeries.log2(n), n);
        }
    }

    @Test
    void shorterConstantsAreThoseOfTheLonger() {
        Precision precision = new Precision(64);
        for (int n : new int[] {100, 300, 20, 299, 160, 1}) {
            encloses(PI, precision.pi(n), n);
            encloses(LOG_2, precision.log2(n), n);
        }
    }

    private static void encloses(String digits, BigInteger floor, int n) {
        BigDecimal scaled = new BigDecimal(digits).multiply(new BigDecimal(BigInteger.ONE.shiftLeft(n)));
        BigDecimal slack = new BigDecimal(BigInteger.ONE.shiftLeft(n)).scaleByPowerOfTen(-100);
        assertTrue(new BigDecimal(floor).compareTo(scaled.add(slack)) < 0);
        assertTrue(scaled.subtract(slack).compareTo(new BigDecimal(floor.add(BigInteger.TWO))) < 0);
    }

    @Test
    void rootsAreFloors() {
        for (int round = 0; round < 500; round++) {
            BigInteger root = below(round % 20 == 0 ? 2000 : 70);
            BigInteger square = root.multiply(root);
            for (int change : new int[] {-1, 0, 1}) {
                BigInteger a = square.add(BigInteger.valueOf(change)).max(BigInteger.ZERO);
                BigInteger[] parts = SquareRoot.of(a);
                assertEquals(a.sqrt(), parts[0]);
                assertEquals(a.subtract(parts[0].multiply(parts[0])), parts[1]);
            }
        }
    }
}
