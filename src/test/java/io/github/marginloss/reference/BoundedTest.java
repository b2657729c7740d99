package io.github.marginloss.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.Precision;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bound holds for every value that an operand may have, at both ends and between. The first try depends on it. */
class BoundedTest {

    private static final Precision PRECISION = new Precision(600);
    private static final int ROUNDS = 1000;

    private final Random random = new Random(16);

    /** A bounded number, and one of its possible values. */
    private record Operand(Bounded bounded, Enclosure truth) {}

    /** A formula in both arithmetics. */
    private interface Formula {
        <N extends Numeric<N>> N of(N x, N y);
    }

    private static Map<String, Formula> formulas() {
        Map<String, Formula> formulas = new TreeMap<>();
        formulas.put("sum", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.plus(y);
            }
        });
        formulas.put("difference of nearly equal numbers", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.minus(x.plus(y.times(0x1p-70)));
            }
        });
        formulas.put("product", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.times(y);
            }
        });
        formulas.put("quotient", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.dividedBy(y);
            }
        });
        formulas.put("root", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.abs().sqrt();
            }
        });
        formulas.put("root of a square less a square", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.times(x).minus(x.times(x).times(0.25)).sqrt();
            }
        });
        formulas.put("exp", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.exp();
            }
        });
        formulas.put("log1p", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.abs().log1p();
            }
        });
        formulas.put("sin", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.sin();
            }
        });
        formulas.put("cos", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.cos();
            }
        });
        formulas.put("angle", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return y.abs().atan2(x);
            }
        });
        formulas.put("pi", new Formula() {
            @Override
            public <N extends Numeric<N>> N of(N x, N y) {
                return x.pi().minus(y);
            }
        });
        return formulas;
    }

    private static Iterable<String> names() {
        return formulas().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTruthLiesWithin(String name) {
        Formula formula = formulas().get(name);
        int told = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Operand x = operand();
            Operand y = operand();
            Bounded bounded;
            Enclosure truth;
            try {
                bounded = formula.of(x.bounded, y.bounded);
                truth = formula.of(x.truth, y.truth);
            } catch (Undecided | ArithmeticException e) {
                continue;
            }
            if (bounded.error() < Double.MAX_VALUE) {
                told++;
                Enclosure distance = truth.minus(number(bounded.middle(), bounded.exponent()))
                        .abs();
                Enclosure excess = distance.minus(number(DD.of(bounded.error()), bounded.exponent()));
                assertTrue(excess.isZero() || excess.signum() < 0, name + ": " + x + ", " + y + ": " + bounded);
            }
        }
        int most = told;
        assertTrue(told > ROUNDS / 4, () -> name + ": only " + most + " bounds are finite");
    }

    private static Enclosure number(DD value, long exponent) {
        Enclosure power = Enclosure.of(BigInteger.ONE, exponent, PRECISION);
        return Enclosure.of(value.hi(), PRECISION)
                .plus(Enclosure.of(value.lo(), PRECISION))
                .times(power);
    }

    private Operand operand() {
        long exponent = switch (random.nextInt(6)) {
            case 0 -> random.nextInt(4000) - 2000;
            case 1 -> random.nextInt(200) - 100;
            case 2 -> 9 - random.nextInt(3);
            default -> random.nextInt(5) - 2;
        };
        double sign = random.nextBoolean() ? 1 : -1;
        double high = sign * (random.nextInt(4) == 0 ? 1 : 1 + random.nextDouble());
        double low = random.nextInt(4) == 0 ? 0 : (random.nextDouble() - 0.5) * 0x1p-53;
        DD middle = DD.sum(high, low);
        double error = switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextDouble() * 0x1p-60;
            case 2 -> random.nextDouble() * 0x1p-20;
            default -> random.nextDouble() * 0x1p-100;
        };
        double part = switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> -1;
            default -> 2 * random.nextDouble() - 1;
        };
        Enclosure truth =
                number(middle, exponent).plus(number(DD.of(error), exponent).times(Enclosure.of(part, PRECISION)));
        return new Operand(Bounded.of(middle, error, exponent), truth);
    }

    @Test
    void whatIsExactStaysExact() {
        Bounded third = Bounded.of(1).dividedBy(Bounded.of(3));
        assertTrue(third.minus(third.middle().hi()).error() > 0);
        assertTrue(Bounded.of(0.1).minus(Bounded.of(0.1)).isZero());
        assertTrue(Bounded.ZERO.times(Bounded.unknown()).isZero());
        assertTrue(Bounded.ZERO.sqrt().isZero()
                && Bounded.ZERO.log1p().isZero()
                && Bounded.ZERO.sin().isZero());
        assertEquals(0, Bounded.ZERO.signum());
        assertThrows(
                Undecided.class,
                () -> third.minus(third.plus(Bounded.of(0x1p-300))).signum());
        assertThrows(Undecided.class, () -> Bounded.unknown().signum());
    }

    /** Compares rows of every size with exact sums, with a factor that raises the unit late. */
    @Test
    void rowsHoldTheirSums() {
        for (int round = 0; round < 300; round++) {
            int d = 1 + random.nextInt(5);
            int steps = 1 + random.nextInt(6);
            DMatrixRMaj rows = new DMatrixRMaj(steps, d);
            for (int k = 0; k < steps * d; k++) {
                int size = random.nextInt(3) == 0 ? random.nextInt(2000) - 1050 : random.nextInt(20);
                rows.data[k] = random.nextInt(8) == 0 ? 0 : Math.scalb(random.nextGaussian(), size);
            }
            ScaledRows scaled = new ScaledRows(rows);
            BoundedRow sum = new BoundedRow(d, steps);
            Enclosure[] truth = new Enclosure[d];
            Arrays.fill(truth, Enclosure.of(0, PRECISION));
            for (int i = 0; i < steps; i++) {
                Operand factor = operand();
                sum.add(factor.bounded, scaled, i);
                for (int k = 0; k < d; k++) {
                    truth[k] = truth[k].plus(
                            Enclosure.of(rows.get(i, k), PRECISION).times(factor.truth));
                }
            }
            double[] written = new double[d];
            sum.write(written, 0);
            for (int k = 0; k < d; k++) {
                assertTrue(
                        Double.isNaN(written[k]) || truth[k].rounded() == written[k],
                        written[k] + " and not " + truth[k] + " in round " + round);
            }
        }
    }
}
