package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of very different sizes in one batch or one row. */
class MixedRangeTest {

    private static DMatrixRMaj matrix(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    /** Six classes along the axes, both ways. */
    private static DMatrixRMaj axes() {
        return matrix(
                new double[] {1, 0, 0}, new double[] {-1, 0, 0},
                new double[] {0, 1, 0}, new double[] {0, -1, 0},
                new double[] {0, 0, 1}, new double[] {0, 0, -1});
    }

    static List<Loss> sharp() {
        return List.of(
                new Softmax(),
                new CosFace(1000, 0.1),
                new ArcFace(1000, 0.5),
                new NormalizedSoftmax(Scale.fixed(1000), Reduction.MEAN),
                new NormalizedSoftmax(),
                new SphereFace(2, 1));
    }

    /**
     * Each sample is wrong and near a different axis, so it alone moves the two classes of that axis: logits are 1000
     * apart, so the other samples' probabilities there are 2^-1400. Its coefficient may be 2^-1200 of another sample's.
     */
    @ParameterizedTest
    @MethodSource("sharp")
    void aClassIsMovedBySamplesOfSmallCoefficients(Loss loss) {
        DMatrixRMaj x = matrix(new double[] {1000, 3, -2}, new double[] {1, -1000, 2}, new double[] {-3, 2, 1000});
        Parameters parameters = Parameters.ofWeights(axes());
        for (double[] a : new double[][] {
            {0x1p600, 0x1p-600, 1}, {0x1p-600, 1, -0x1p600}, {0x1p500, -0x1p-510, 0x1p-520}, {0x1p1000, 1, 0x1p-900}
        }) {
            GradeP.agree(loss.withReduction(Reduction.weighted(a)), new Batch(x, parameters, new int[] {1, 2, 5}));
        }
    }

    /** The same with a bias: its gradient is one row, so entry by entry. */
    @Test
    void aBiasIsMovedBySamplesOfSmallCoefficients() {
        DMatrixRMaj x = matrix(new double[] {1000, 3, -2}, new double[] {1, -1000, 2});
        Parameters parameters = Parameters.ofWeights(axes(), new DMatrixRMaj(6, 1));
        Loss loss = new Softmax(Reduction.weighted(0x1p600, 0x1p-600));
        Batch batch = new Batch(x, parameters, new int[] {1, 2});
        double[] right = batch.backward(Reference.of(loss)).gradients().bias().data;
        double[] fast = batch.backward(loss).gradients().bias().data;
        for (int j = 0; j < 6; j++) {
            assertEquals(right[j], fast[j], 8 * 1000 * Compare.EPS * Math.abs(right[j]), "class " + j);
        }
    }

    /** The scale is the norm: a long sample is certainly right, and a short one alone decides its classes. */
    @ParameterizedTest
    @ValueSource(ints = {300, 500, 900})
    void aClassIsMovedByShortSamples(int size) {
        DMatrixRMaj x = matrix(new double[] {Math.scalb(1.0, size), 0, 0}, new double[] {0, Math.scalb(1.0, -size), 0});
        Batch batch = new Batch(x, Parameters.ofWeights(axes()), new int[] {1, 2});
        GradeP.agree(new NormalizedSoftmax(Scale.norm(), Reduction.SUM), batch);
        GradeP.agree(new SphereFace(3, 0), batch);
        GradeP.agree(new Softmax(), batch);
    }

    /**
     * Exponents a and b of a row (2^a, 2^−b). Only the small entry contributes to the logits, because the other meets a
     * 0 or a 2^−a.
     */
    static List<int[]> exponents() {
        int[] all = {0, 300, 511, 700, 960, 1000, 1023};
        return Arrays.stream(all)
                .boxed()
                .flatMap(a -> Arrays.stream(all).filter(b -> a > 0 || b > 0).mapToObj(b -> new int[] {a, b}))
                .toList();
    }

    private static Batch sampleOf(int[] e) {
        double huge = Math.scalb(1.0, e[0]);
        double tiny = Math.scalb(1.0, -e[1]);
        DMatrixRMaj x = matrix(new double[] {1.1 * huge, 0.7 * tiny}, new double[] {-1.7 * huge, 1.3 * tiny});
        DMatrixRMaj w = matrix(
                new double[] {0, 1.3 / tiny}, new double[] {0.3 / huge, -0.7 / tiny}, new double[] {0.9 / huge, 0});
        return new Batch(x, Parameters.ofWeights(w), new int[] {1, 0});
    }

    private static Batch classOf(int[] e) {
        double huge = Math.scalb(1.0, e[0]);
        double tiny = Math.scalb(1.0, -e[1]);
        DMatrixRMaj x = matrix(new double[] {0, 1.3 / tiny}, new double[] {0.3 / huge, -0.7 / tiny});
        DMatrixRMaj w = matrix(
                new double[] {1.1 * huge, 0.7 * tiny}, new double[] {-1.7 * huge, 1.3 * tiny}, new double[] {1, 0});
        return new Batch(x, Parameters.ofWeights(w), new int[] {1, 0});
    }

    /** Compares with exact products; the logits are below 2. */
    @ParameterizedTest
    @MethodSource("exponents")
    void aSampleMixesHugeAndTinyEntries(int[] e) {
        new ExactLinear(sampleOf(e)).agrees(new Softmax(), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("exponents")
    void aClassMixesHugeAndTinyEntries(int[] e) {
        new ExactLinear(classOf(e)).agrees(new Softmax(), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("exponents")
    void theReferenceReadsSuchSamples(int[] e) {
        new ExactLinear(sampleOf(e)).agrees(Reference.of(new Softmax()), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("exponents")
    void theReferenceReadsSuchClasses(int[] e) {
        new ExactLinear(classOf(e)).agrees(Reference.of(new Softmax()), 1e-13);
    }

    /** A target logit of any size, and a class that is nearly parallel to the sample, whose norm is the scale. */
    @ParameterizedTest
    @ValueSource(doubles = {1e100, 1e130, 1e200, 1e300})
    void aHugeMarginBesideANearClass(double m) {
        Loss loss = new MarginSoftmax(Scale.norm(), new AdditiveCosine(m), Reduction.MEAN);
        DMatrixRMaj x = matrix(new double[] {1, 0}, new double[] {3, 4});
        Parameters parameters =
                Parameters.ofWeights(matrix(new double[] {0, 1}, new double[] {1, 0}, new double[] {3, 4.0001}));
        GradeP.agree(loss, new Batch(x, parameters, new int[] {0, 1}));
    }

    /** A zero feature and a huge one, each alone in its class, move the bias. */
    @Test
    void aBiasIsMovedByFeaturesOfAllSizes() {
        DMatrixRMaj x = matrix(new double[] {0}, new double[] {0x1p1000});
        DMatrixRMaj w = matrix(new double[] {0}, new double[] {-0x1.f4p-990}, new double[] {0x1.93p-992});
        DMatrixRMaj b = matrix(new double[] {0}, new double[] {0}, new double[] {-1200});
        Loss loss = new Softmax(Reduction.weighted(0x1p500, 0x1p500));
        Batch batch = new Batch(x, Parameters.ofWeights(w, b), new int[] {0, 0});
        double right = batch.backward(Reference.of(loss)).gradients().bias().data[2];
        assertEquals(right, batch.backward(loss).gradients().bias().data[2], 1e-10 * Math.abs(right));
    }

    /** Parts that cancel against the target are left out of the sums, for any number of tiles. */
    @Test
    void aThousandNearClasses() {
        int n = 1000;
        DMatrixRMaj w = new DMatrixRMaj(n, 2);
        for (int j = 0; j < n; j++) {
            w.set(j, 0, 20);
            w.set(j, 1, (j % 7 - 3) * 1e-9);
        }
        Batch batch = new Batch(matrix(new double[] {20, 0}), Parameters.ofWeights(w), new int[] {5});
        double[] right = batch.backward(Reference.of(new NormalizedSoftmax()))
                .gradients()
                .features()
                .data;
        double[] fast = batch.backward(new NormalizedSoftmax()).gradients().features().data;
        double norm = Math.hypot(right[0], right[1]);
        assertEquals(0, Math.hypot(right[0] - fast[0], right[1] - fast[1]) / norm, 1e-13);
    }
}
