package io.github.marginloss.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference is right even where 106 bits are not enough. The true values were computed with 120 to 160 decimal
 * digits.
 */
class HardCasesTest {

    private static DMatrixRMaj matrix(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    private static Evaluation of(Loss loss, DMatrixRMaj x, DMatrixRMaj w) {
        return Reference.of(loss).backward(x, Parameters.ofWeights(w), new int[x.numRows]);
    }

    /** Both classes have probability ½, and the difference of two terms of norm 32 is tiny. */
    @ParameterizedTest
    @CsvSource({
        "1e-18, 4.5254833987477131392e-17",
        "1e-20, 4.5254833987477122178e-19",
        "1e-24, 4.5254833987477120455e-23"
    })
    void classRowsThatAreNearlyEqual(double k, double entry) {
        DMatrixRMaj w = matrix(new double[] {1, k}, new double[] {1, 3 * k});
        Evaluation right = of(new CosFace(64, 0.35), matrix(new double[] {1, 1}), w);
        assertArrayEquals(new double[] {-entry, entry}, right.gradients().features().data);
    }

    @Test
    void classRowsAnUlpApart() {
        DMatrixRMaj w = matrix(
                new double[] {0.46006025248899535, 0.7157653690730413},
                new double[] {0.4600602524889954, 0.7157653690730414});
        DMatrixRMaj x = matrix(new double[] {0.945366569479208, -0.7698471818072827});
        assertArrayEquals(
                new double[] {-5.813224780190122e-17, -7.138596461648917e-17},
                of(new CosFace(64, 0.35), x, w).gradients().features().data);
    }

    @Test
    void samplesOfOppositeCoefficients() {
        Random random = new Random(1);
        Loss loss = Reference.of(new Center(Reduction.weighted(1, -1)));
        for (int draw = 0; draw < 200; draw++) {
            DMatrixRMaj x = RandomMatrices_DDRM.rectangle(2, 2, -1, 1, random);
            DMatrixRMaj c = RandomMatrices_DDRM.rectangle(1, 2, -1, 1, random);
            BigDecimal twice = BigDecimal.ZERO;
            for (int k = 0; k < 2; k++) {
                x.set(1, k, Math.nextUp(x.get(0, k)));
                BigDecimal center = new BigDecimal(c.get(k));
                twice = twice.add(new BigDecimal(x.get(0, k)).subtract(center).pow(2))
                        .subtract(new BigDecimal(x.get(1, k)).subtract(center).pow(2));
            }
            assertEquals(twice.doubleValue() / 2, loss.forward(x, Parameters.ofCenters(c), new int[2]));
        }
    }

    /** A tenth minus a tenth: the weights of a sum cancel, whatever l is. */
    @Test
    void termsThatCancel() {
        DMatrixRMaj x = RandomMatrices_DDRM.rectangle(2, 3, -1, 1, new Random(2));
        DMatrixRMaj w = RandomMatrices_DDRM.rectangle(4, 3, -1, 1, new Random(3));
        Loss loss =
                new CosFace(64, 0.35, Reduction.weighted(0.1, 0.1)).plus(-0.1, new CosFace(64, 0.35, Reduction.SUM));
        Evaluation right = of(loss, x, w);
        assertEquals(0.0, right.loss());
        assertArrayEquals(new double[6], right.gradients().features().data);
        assertArrayEquals(new double[12], right.gradients().weights().data);
    }

    /** Equal samples of opposite weights: here no coefficient is 0. */
    @Test
    void equalSamplesThatCancel() {
        double[] row = {0.3, -0.7};
        DMatrixRMaj w = RandomMatrices_DDRM.rectangle(3, 2, -1, 1, new Random(4));
        Loss loss = new ArcFace(64, 0.5, Reduction.weighted(0.1, -0.1));
        Evaluation right = of(loss, matrix(row, row), w);
        assertEquals(0.0, right.loss());
        assertArrayEquals(new double[6], right.gradients().weights().data);
    }

    /** The classes are equal, so the biases decide. */
    @Test
    void logitsBeyondAllDigits() {
        DMatrixRMaj x = matrix(new double[] {1e36 / 3, 1e36 / 7});
        DMatrixRMaj w = matrix(new double[] {1.0 / 3, 1.0 / 7}, new double[] {1.0 / 3, 1.0 / 7});
        Parameters parameters = Parameters.ofWeights(w, matrix(new double[] {0}, new double[] {1}));
        assertEquals(1.3132616875182228, Reference.of(new Softmax()).forward(x, parameters, new int[1]));
    }

    /** θ + m − π = 8.1e-34, which double-double cannot resolve; the fast path takes more digits, too. */
    @Test
    void theOtherSideOfABranchPoint() {
        Loss loss = new ArcFace(64, 1, ArcFace.Extension.LINEAR);
        DMatrixRMaj x = matrix(new double[] {1, 0});
        DMatrixRMaj w = matrix(new double[] {-3402827830284945.0, 5299590348556454.0}, new double[] {-1, -2});
        double truth = 59.81182049126901;
        assertEquals(truth, of(loss, x, w).loss());
        assertEquals(truth, loss.forward(x, Parameters.ofWeights(w), new int[1]), 4 * Math.ulp(truth));
    }

    /** θ is 3.3e-32, 2.5e-33 and 4.6e-33 past π/t, where the slope of φ is t² times that. */
    @ParameterizedTest
    @CsvSource({
        "5, 1393240137008679, 1012248211260821, -1.7863083632309821335e-46",
        "7, 4115268757977007, 1981808983413309, -7.3472852523468462557e-48",
        "9, 7277913836099875, 2648944003894507, -1.0332063079387448880e-47"
    })
    void besideABranchPointOfSphereFace(int t, double a, double b, double truth) {
        DMatrixRMaj w = matrix(new double[] {a, b}, new double[] {-1, -2});
        Evaluation right = of(new SphereFace(t, 0), matrix(new double[] {1, 0}), w);
        assertEquals(truth, right.gradients().weights().get(0));
    }

    /** The mean is a quotient, and not a product with a rounded 1/m. */
    @ParameterizedTest
    @ValueSource(ints = {3, 7, 123})
    void meansOfAnyNumber(int m) {
        Random random = new Random(m);
        for (int draw = 0; draw < 50; draw++) {
            double[] values = random.doubles(m, 1, 2).toArray();
            BigDecimal sum = Arrays.stream(values)
                    .mapToObj(value -> new BigDecimal(value).pow(2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            double truth =
                    sum.divide(BigDecimal.valueOf(2L * m), new MathContext(60)).doubleValue();
            DMatrixRMaj x = new DMatrixRMaj(m, 1, true, values);
            Loss loss = Reference.of(new Center(Reduction.MEAN));
            assertEquals(truth, loss.forward(x, Parameters.ofCenters(new DMatrixRMaj(1, 1)), new int[m]));
        }
    }

    /**
     * Two equal classes each contribute exactly ½ of a number of 53 bits; three times that lies halfway between two
     * doubles.
     */
    @Test
    void halfwayBetweenTwoDoubles() {
        double odd = 0x1.0000000000001p0;
        DMatrixRMaj x = matrix(new double[] {odd, 3 * odd});
        Evaluation right = of(new Softmax(Reduction.weighted(3)), x, new DMatrixRMaj(2, 2));
        double[] exact = {
            new BigDecimal(odd).multiply(new BigDecimal("-1.5")).doubleValue(),
            new BigDecimal(3 * odd).multiply(new BigDecimal("-1.5")).doubleValue(),
            new BigDecimal(odd).multiply(new BigDecimal("1.5")).doubleValue(),
            new BigDecimal(3 * odd).multiply(new BigDecimal("1.5")).doubleValue()
        };
        assertArrayEquals(exact, right.gradients().weights().data);
    }

    /** 1 + exp(−10⁹) is more than 1 at any precision, and decides a tie. */
    @Test
    void aTieThatATinyTermDecides() {
        double big = 0x1p53;
        Parameters parameters =
                Parameters.ofWeights(new DMatrixRMaj(2, 1), matrix(new double[] {big}, new double[] {-1}));
        // l = 2^53 + 1 + log(1 + exp(−2^53 − 1)), just above halfway between 2^53 and 2^53 + 2
        assertEquals(big + 2, Reference.of(new Softmax()).forward(new DMatrixRMaj(1, 1), parameters, new int[] {1}));
    }

    /** Two equal samples of opposite weights cancel; the third has a tie, which exp(−131072) decides. */
    @Test
    void aTieBesideEqualSamplesThatCancel() {
        DMatrixRMaj x = matrix(new double[] {1, 0, 0}, new double[] {1, 0, 0}, new double[] {0, 1, 0x1p-36});
        DMatrixRMaj w = matrix(new double[] {1, 0, 0}, new double[] {2, 131072, 1});
        assertEquals(
                0x1.0000000000001p17,
                of(new Softmax(Reduction.weighted(1, -1, 1)), x, w).loss());
    }

    /** Two classes of equal logits cancel in an entry; a third, far below them, decides its tie. */
    @ParameterizedTest
    @ValueSource(doubles = {-11_000, -12_000, -50_000, -1e9, -1e300})
    void aTieBesideEqualLogitsThatCancel(double z) {
        DMatrixRMaj w = matrix(
                new double[] {0, 0x1p-53}, new double[] {-10, -1}, new double[] {-10, 1 + 0x1p-52}, new double[] {z, 5
                });
        Evaluation right = Reference.of(new Softmax())
                .backward(matrix(new double[] {1, 0}), Parameters.ofWeights(w), new int[] {1});
        assertEquals(1 + 0x1p-52, right.gradients().features().get(1));
    }

    /** Twelve nested sums, with coefficients of thousands of bits. */
    @Test
    void coefficientsOfAnyLength() {
        Loss loss = new Center();
        for (int depth = 0; depth < 12; depth++) {
            loss = new Center().plus(depth % 2 == 0 ? 1e300 : 1e-300, loss);
        }
        DMatrixRMaj x = matrix(new double[] {1.5, -2});
        Evaluation right = Reference.of(loss).backward(x, Parameters.ofCenters(x.copy()), new int[1]);
        assertEquals(0.0, right.loss());
        Loss first = new CosFace(10, 0.1);
        Loss second = first;
        for (int depth = 0; depth < 12; depth++) {
            first = new Softmax(Reduction.SUM).plus(1e300, first);
            second = new Softmax(Reduction.SUM).plus(1e-300, second);
        }
        DMatrixRMaj w = matrix(new double[] {1, 0}, new double[] {0, 1});
        assertEquals(Double.POSITIVE_INFINITY, of(first.plus(1, second), x, w).loss());
    }

    /** In one dimension all cosines are ±1: CosFace has gradient 0, and in a sum with it Softmax keeps its digits. */
    @ParameterizedTest
    @ValueSource(doubles = {-10_000, -12_000, -1e6, -1e308})
    void softmaxBesideACosineLoss(double b) {
        DMatrixRMaj w =
                matrix(new double[] {-1.0000000000000002}, new double[] {-0.9999999999999999}, new double[] {0});
        Parameters parameters = Parameters.ofWeights(w, matrix(new double[] {b}, new double[] {b}, new double[] {0}));
        Loss loss = new CosFace(64, 2).plus(3, new Softmax());
        Evaluation right = Reference.of(loss).backward(matrix(new double[] {-1}), parameters, new int[1]);
        assertEquals(3.0000000000000004, right.gradients().features().get(0));
    }

    /** Two classes with the same irrational cosine: the lead s m is a tie, which exp(−16384) decides. */
    @Test
    void equalCosinesThatAreIrrational() {
        DMatrixRMaj w = matrix(new double[] {1, 1}, new double[] {1, -1});
        double m = 0.25 + 0x1p-39;
        assertEquals(
                0x1.0001000008001p14,
                of(new CosFace(65537, m), matrix(new double[] {1, 0}), w).loss());
        // the same with the norm as the scale: a lead of 24000 and half an ulp
        DMatrixRMaj x = matrix(new double[] {12000, 12000.000000000002});
        DMatrixRMaj axes = matrix(new double[] {5, 0}, new double[] {0, -1}, new double[] {0, -1});
        Evaluation right = Reference.of(new NormalizedSoftmax()).backward(x, Parameters.ofWeights(axes), new int[] {2});
        assertEquals(24000.000000000004, right.loss());
    }

    /** cos 60° is a fraction, and so is sin² 60°: the target logit of SphereFace is exact, and its lead a tie. */
    @Test
    void fractionsOfAnAngle() {
        DMatrixRMaj w = matrix(new double[] {1, 0, 1, 0}, new double[] {0, 1, 0, 1});
        Loss loss = new SphereFace(3, 0, Scale.fixed(12000.000000000011));
        assertEquals(
                18000.00000000002,
                of(loss, matrix(new double[] {1, 1, 0, 0}), w).loss());
    }
}
