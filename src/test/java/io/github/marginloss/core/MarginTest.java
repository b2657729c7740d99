package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares ψ and ψ′ on both sides of every branch point with 80 digits and with each other. */
class MarginTest {

    private static final double EPS = Math.ulp(1.0);

    /** The margin of a loss that is named like in margins.txt. */
    private static PreciseMargin margin(String name) {
        String[] words = name.split(" ");
        double[] p = new double[words.length];
        for (int k = words[0].equals("arcface") ? 2 : 1; k < p.length; k++) {
            p[k] = Double.parseDouble(words[k]);
        }
        HeadLoss loss = switch (words[0]) {
            case "arcface" -> new ArcFace(1, p[2], ArcFace.Extension.valueOf(words[1]));
            case "cosface" -> new CosFace(1, p[1]);
            case "sphereface" -> new SphereFace((int) p[1], p[2], Scale.fixed(1), Reduction.MEAN);
            default -> new CombinedMargin(1, p[1], p[2], p[3]);
        };
        return (PreciseMargin) ((Head.Cosine) loss.head()).margin();
    }

    static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(MarginTest.class.getResourceAsStream("/margins.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    /** margins.txt, which margins.py in the same folder writes. */
    @Test
    void valuesAndSlopesInDoubleDouble() throws IOException {
        for (String line : lines()) {
            String name = line.substring(0, line.indexOf(';'));
            DD[] numbers = numbers(line.substring(line.indexOf(';') + 2));
            PreciseMargin margin = margin(name);
            PreciseMargin.Result result = margin.at(angle(numbers[0], numbers[1]));
            // Cosine and sine have errors of 2^-106; ψ multiplies these by t ≤ 7, and ψ′ by t². The arithmetic may lose
            // 8 bits.
            double bound = 0x1p-92;
            check(line, bound, numbers[2], result.value());
            // The slope keeps its digits relative to sin θ; if it uses the angle itself (combined), relative to 1.
            double size = name.startsWith("combined") ? 1 : Math.max(numbers[1].hi(), Math.abs(numbers[3].hi()));
            check(line, bound * size, numbers[3], result.slope());
            assertEquals(
                    margin.value(numbers[0].hi(), numbers[1].hi()),
                    plain(margin, numbers).value().hi(),
                    line);
            assertEquals(
                    margin.slope(numbers[0].hi(), numbers[1].hi()),
                    plain(margin, numbers).slope().hi(),
                    line);
        }
    }

    private static Angle<DD> angle(DD cos, DD sin) {
        return new Angle<>(cos, sin, cos.times(cos));
    }

    private static PreciseMargin.Result plain(PreciseMargin margin, DD[] numbers) {
        return margin.at(angle(DD.of(numbers[0].hi()), DD.of(numbers[1].hi())));
    }

    private static DD[] numbers(String text) {
        String[] words = text.split(" ");
        DD[] numbers = new DD[words.length / 2];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = new DD(Double.parseDouble(words[2 * k]), Double.parseDouble(words[2 * k + 1]));
        }
        return numbers;
    }

    private static void check(String line, double bound, DD expected, DD actual) {
        double error = actual.minus(expected).abs().toDouble();
        assertTrue(error <= bound, () -> line + ": " + expected + " expected within " + bound + ", was " + actual);
    }

    static List<String> names() throws IOException {
        return lines().stream()
                .map(line -> line.substring(0, line.indexOf(';')))
                .distinct()
                .toList();
    }

    private static double value(Margin margin, double theta) {
        return margin.value(Math.cos(theta), Math.sin(theta));
    }

    private static double slope(Margin margin, double theta) {
        return margin.slope(Math.cos(theta), Math.sin(theta));
    }

    /**
     * Fourth-order central differences, h = 1e-3: truncation is t⁵h⁴/30 = 6e-10 for t = 7, rounding 1e-13. Near a
     * branch point, where the differences would reach across it, the two formulas are compared with the file above.
     */
    @ParameterizedTest
    @MethodSource("names")
    void theSlopeIsTheDerivative(String name) {
        Margin margin = margin(name);
        double h = 1e-3;
        int compared = 0;
        for (double theta = 0.0105; theta < Math.PI - 2 * h; theta += 0.0173) {
            double derivative = (8 * (value(margin, theta + h) - value(margin, theta - h))
                            - (value(margin, theta + 2 * h) - value(margin, theta - 2 * h)))
                    / (12 * h);
            if (!straddles(name, theta - 2 * h, theta + 2 * h)) {
                assertEquals(derivative, slope(margin, theta), 1e-9, name + " at " + theta);
                compared++;
            }
        }
        assertTrue(compared > 150);
    }

    private static boolean straddles(String name, double from, double to) {
        String[] words = name.split(" ");
        if (words[0].equals("sphereface")) {
            double step = Math.PI / Double.parseDouble(words[1]);
            return Math.floor(from / step) != Math.floor(to / step);
        }
        if (words[0].equals("arcface")) {
            double branch = words[1].equals("EASY") ? Math.PI / 2 : Math.PI - Double.parseDouble(words[2]);
            return from <= branch && branch <= to;
        }
        return false;
    }

    /** φ falls all the way from 1 to 1 − 2t, and neither it nor its slope jumps. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8})
    void phiFallsSmoothly(int t) {
        for (double lambda : new double[] {0, 0.5, 5}) {
            Margin margin = new MultiplicativeAngle(t, lambda);
            assertEquals(1, margin.value(1, 0), 1e-15);
            assertEquals((-lambda + 1 - 2 * t) / (1 + lambda), margin.value(-1, 0), 1e-15 * t);
            assertEquals(0, margin.slope(1, 0), 0.0);
            assertEquals(0, margin.slope(-1, 0), 0.0);
            double step = Math.PI / (4 * 105 * t); // through every branch point, and through its neighbours
            for (int k = 0; k < 4 * 105 * t; k++) {
                double below = k * step;
                double above = (k + 1) * step;
                double fall = value(margin, below) - value(margin, above);
                assertTrue(fall > 0, "φ rises at " + above);
                assertTrue(fall <= t * step * 1.001, "φ jumps at " + above);
                double turn = Math.abs(slope(margin, below) - slope(margin, above));
                assertTrue(turn <= t * t * step * 1.001 + 1e-14, "φ′ jumps at " + above);
            }
        }
    }

    /** There may be any number of branches: rounding tθ costs t eps, and φ′ changes by t² per radian. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 5000, 100_001})
    void manyBranches(int t) {
        Margin margin = new MultiplicativeAngle(t, 0);
        for (double theta : new double[] {0.01, 0.5, 1.5, 1.5707, 3, 3.1}) {
            double angle = t * theta;
            int k = (int) Math.floor(angle / Math.PI);
            double phi = (k % 2 == 0 ? 1 : -1) * Math.cos(angle) - 2 * k;
            assertEquals(phi, value(margin, theta), 4 * EPS * t * t, "φ(" + theta + ")");
            assertEquals(-t * Math.abs(Math.sin(angle)), slope(margin, theta), 16 * EPS * t * t, "φ′(" + theta + ")");
        }
    }

    /** The kinks are the angles where finite differences mean nothing. */
    @Test
    void kinksAreTheBranchPoints() {
        assertArrayEquals(new double[0], margin("cosface 0.35").kinks());
        assertArrayEquals(new double[0], margin("sphereface 1 0").kinks());
        assertEquals(65535, new MultiplicativeAngle(65536, 0).kinks().length);
        assertEquals(0, new MultiplicativeAngle(Integer.MAX_VALUE, 0).kinks().length); // kinks are everywhere
        double third = Math.PI / 3;
        assertArrayEquals(
                new double[] {third, 2 * third}, margin("sphereface 3 0").kinks(), EPS * 4);
        for (String extension : new String[] {"LINEAR", "CONTINUOUS", "CLAMP", "EASY"}) {
            double branch = extension.equals("EASY") ? Math.PI / 2 : Math.PI - 0.5;
            double smallest = 9;
            for (double kink : margin("arcface " + extension + " 0.5").kinks()) {
                smallest = Math.min(smallest, Math.abs(kink - branch));
            }
            assertEquals(0, smallest, EPS * 4, extension);
        }
    }

    /**
     * The branch point of m = Math.PI / 2 is 6.1e-17 past π/2; that of m = 0 is π, where the strict inequality fails.
     */
    @Test
    void extensionsBeginAtTheirBranchPoint() {
        DD past = DD.PI.scalb(-1).minus(Math.PI / 2).negate();
        PreciseMargin margin = new ExtendedAngle(new AdditiveAngle(Math.PI / 2), new ConstantCosine(-7));
        assertEquals(
                -7, margin.at(angle(past.times(1 + 0x1p-30), DD.ONE)).value().hi());
        assertEquals(
                -1, margin.at(angle(past.times(1 - 0x1p-30), DD.ONE)).value().hi());
        assertEquals(-7, margin.value(-6.2e-17, 1));
        assertEquals(-1, margin.value(-6.1e-17, 1));
        PreciseMargin none = new ExtendedAngle(new AdditiveAngle(0), new ConstantCosine(-7));
        assertEquals(1, none.value(1, 0));
        assertEquals(Math.cos(3), none.value(Math.cos(3), Math.sin(3)));
        assertEquals(-7, none.value(-1, 0));
        PreciseMargin half = new ExtendedAngle(new AdditiveAngle(Math.PI), new ConstantCosine(-7));
        assertEquals(-1, half.value(1, 0), "Math.PI is less than π");
        assertEquals(-7, half.value(1, 1e-8));
    }

    @Test
    void easyStopsWhereTheCosineIsZero() {
        Margin easy = new EasyAngle(new AdditiveAngle(0.5));
        assertEquals(0, easy.value(0, 1), 0.0);
        assertEquals(-1, easy.slope(0, 1));
        assertEquals(0, easy.value(-0.0, 1), 0.0);
        assertEquals(-Math.sin(0.5), easy.value(Double.MIN_VALUE, 1));
        assertEquals(-Math.cos(0.5), easy.slope(Double.MIN_VALUE, 1));
        assertEquals(-Double.MIN_VALUE, easy.value(-Double.MIN_VALUE, 1));
        assertEquals(-1, easy.slope(-Double.MIN_VALUE, 1));
    }

    @Test
    void noMarginIsTheCosine() {
        for (double theta : new double[] {0, 1e-9, 1, Math.PI / 2, 3}) {
            double cos = Math.cos(theta);
            double sin = Math.sin(theta);
            for (Margin margin : new Margin[] {
                new AdditiveCosine(0),
                new AdditiveAngle(0),
                new MultiplicativeAngle(1, 0),
                new EasyAngle(new AdditiveAngle(0))
            }) {
                assertEquals(cos, margin.value(cos, sin));
                assertEquals(-sin, margin.slope(cos, sin), 0.0);
            }
        }
    }
}
