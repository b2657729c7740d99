package io.github.marginloss.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import java.math.BigDecimal;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where 106 bits are not enough for the reference, as docs/numerics.md lists it: an input of each kind, with the truth
 * from 120 to 160 decimal digits, and by how much the reference misses it. A test that fails because the reference has
 * become better asks for the page to be changed.
 */
class ReferenceLimitsTest {

    private static final double EPS = 0x1p-52;

    private static DMatrixRMaj matrix(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    private static DMatrixRMaj features(Loss loss, DMatrixRMaj x, DMatrixRMaj w) {
        return Reference.of(loss)
                .backward(x, Parameters.ofWeights(w), new int[1])
                .gradients()
                .features();
    }

    /** The error of a row in eps of its norm. */
    private static double eps(DMatrixRMaj row, DMatrixRMaj truth) {
        return SpecializedOps_DDRM.diffNormF(row, truth) / NormOps_DDRM.normF(truth) / EPS;
    }

    private static void assertAbout(double expected, double actual) {
        assertTrue(actual > 0.9 * expected && actual < 1.1 * expected, () -> expected + " but was " + actual);
    }

    /** Both classes have the probability ½, and terms of norm 32; κ is the sum of the two over the norm of the row. */
    @ParameterizedTest
    @CsvSource({
        "1e-18, 4.5254833987477131392e-17, 38",
        "1e-20, 4.5254833987477122178e-19, 1.07e4",
        "1e-24, 4.5254833987477120455e-23, 2.3e7"
    })
    void classRowsThatAreNearlyEqual(double k, double entry, double error) {
        DMatrixRMaj truth = matrix(new double[] {-entry, entry});
        DMatrixRMaj w = matrix(new double[] {1, k}, new double[] {1, 3 * k});
        double actual = eps(features(new CosFace(64, 0.35), matrix(new double[] {1, 1}), w), truth);
        assertAbout(error, actual);
        double kappa = 2 * 32 / (entry * Math.sqrt(2));
        assertTrue(actual < kappa * EPS, () -> actual + " at κ = " + kappa);
    }

    @Test
    void classRowsAnUlpApart() {
        DMatrixRMaj x = matrix(new double[] {0.945366569479208, -0.7698471818072827});
        DMatrixRMaj w = matrix(
                new double[] {0.46006025248899535, 0.7157653690730413},
                new double[] {0.4600602524889954, 0.7157653690730414});
        DMatrixRMaj truth = matrix(new double[] {-5.813224780190122e-17, -7.138596461648917e-17});
        assertAbout(42, eps(features(new CosFace(64, 0.35), x, w), truth));
    }

    @Test
    void samplesOfOppositeCoefficients() {
        Random random = new Random(1);
        Loss loss = Reference.of(new Center(Reduction.weighted(1, -1)));
        double worst = 0;
        for (int draw = 0; draw < 2000; draw++) {
            DMatrixRMaj x = RandomMatrices_DDRM.rectangle(2, 2, -1, 1, random);
            DMatrixRMaj c = RandomMatrices_DDRM.rectangle(1, 2, -1, 1, random);
            BigDecimal twice = BigDecimal.ZERO;
            for (int k = 0; k < 2; k++) {
                x.set(1, k, Math.nextUp(x.get(0, k)));
                BigDecimal center = new BigDecimal(c.get(k));
                twice = twice.add(new BigDecimal(x.get(0, k)).subtract(center).pow(2))
                        .subtract(new BigDecimal(x.get(1, k)).subtract(center).pow(2));
            }
            double truth = twice.doubleValue() / 2;
            double off = Math.abs(loss.forward(x, Parameters.ofCenters(c), new int[2]) - truth);
            worst = Math.max(worst, off / Math.ulp(truth));
        }
        assertEquals(64, worst, 1);
    }

    @Test
    void logitsBeyondAllDigits() {
        DMatrixRMaj x = matrix(new double[] {1e36 / 3, 1e36 / 7});
        DMatrixRMaj w = matrix(new double[] {1.0 / 3, 1.0 / 7}, new double[] {1.0 / 3, 1.0 / 7});
        Parameters parameters = Parameters.ofWeights(w, matrix(new double[] {0}, new double[] {1}));
        double truth = Math.log1p(Math.E); // of the two biases alone, as the classes are equal
        assertEquals(1.3132616875182228, truth);
        assertEquals(Math.log(2), Reference.of(new Softmax()).forward(x, parameters, new int[1]), 1e-15);
    }

    /** θ + m − π = 8.1e-34: the formula past π − m holds. */
    @Test
    void theOtherSideOfABranchPoint() {
        Loss loss = new ArcFace(64, 1, ArcFace.Extension.LINEAR);
        DMatrixRMaj w = matrix(new double[] {-3402827830284945.0, 5299590348556454.0}, new double[] {-1, -2});
        double truth = 59.81182049126901;
        double other = 35.37832988800269;
        for (Loss evaluator : new Loss[] {Reference.of(loss), loss}) {
            double actual = evaluator.forward(matrix(new double[] {1, 0}), Parameters.ofWeights(w), new int[1]);
            assertEquals(other, actual, 1e-13);
            assertTrue(Math.abs(actual - truth) > 24);
        }
    }

    /** θ is 3.3e-32, 2.5e-33 and 4.6e-33 past π/t, where the slope of φ is t² times that. */
    @ParameterizedTest
    @CsvSource({
        "5, 1393240137008679, 1012248211260821, -1.7863083632309821e-46",
        "7, 4115268757977007, 1981808983413309, -7.3472852523468463e-48",
        "9, 7277913836099875, 2648944003894507, -1.0332063079387449e-47"
    })
    void besideABranchPointOfSphereFace(int t, double a, double b, double truth) {
        DMatrixRMaj w = matrix(new double[] {a, b}, new double[] {-1, -2});
        double actual = Reference.of(new SphereFace(t, 0))
                .backward(matrix(new double[] {1, 0}), Parameters.ofWeights(w), new int[1])
                .gradients()
                .weights()
                .get(0);
        assertTrue(Math.abs(actual - truth) > 0.05 * Math.abs(truth), () -> "was " + actual);
    }
}
