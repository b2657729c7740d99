package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers of very different sizes in one batch: a sample that is much smaller than another still determines its own
 * rows.
 */
class WideRangeTest {

    private static final int[] SIZES = {0, 190, -190, 191, -250, 300, -400, 500, -600, 600};

    static List<Loss> losses() {
        return List.of(
                new Softmax(),
                new NormalizedSoftmax(),
                new NormalizedSoftmax(Scale.fixed(20), Reduction.MEAN),
                new SphereFace(4, 0),
                new SphereFace(3, 5, Scale.fixed(12), Reduction.MEAN),
                new CosFace(),
                new ArcFace(16, 0.5, ArcFace.Extension.LINEAR),
                new CombinedMargin(20, 0.9, 0.4, 0.1),
                new Center());
    }

    private static Reduction coefficients(int m, long seed) {
        Random random = new Random(seed);
        double[] a = new double[m];
        for (int i = 0; i < m; i++) {
            a[i] = Math.scalb(random.nextDouble() - 0.5, SIZES[i % SIZES.length]);
        }
        return Reduction.weighted(a);
    }

    private static DMatrixRMaj scaled(DMatrixRMaj matrix, int first, int step, int limit) {
        DMatrixRMaj result = matrix.copy();
        for (int i = 0; i < matrix.numRows; i++) {
            int power = SIZES[(first + step * i) % SIZES.length];
            for (int k = 0; k < matrix.numCols; k++) {
                int entry = i * matrix.numCols + k;
                result.data[entry] = Math.scalb(matrix.data[entry], Math.max(-limit, Math.min(limit, power)));
            }
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void coefficientsOfAllSizes(Loss loss) {
        for (int d : new int[] {2, 5}) {
            GradeP.agree(loss.withReduction(coefficients(20, 81)), Batch.random(loss.uses(), 20, d, 6, 82));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void normsOfAllSizes(Loss loss) {
        for (int limit : new int[] {10, 190, 600}) {
            for (int shift = 0; shift < SIZES.length; shift++) {
                Batch plain = Batch.random(loss.uses(), 10, 4, 10, 83 + shift);
                Parameters p = plain.parameters();
                Parameters parameters = new Parameters(
                        p.weights() == null ? null : scaled(p.weights(), 0, 3, limit),
                        p.bias(),
                        p.centers() == null ? null : scaled(p.centers(), 0, 3, limit));
                GradeP.agree(loss, new Batch(scaled(plain.features(), shift, 1, limit), parameters, plain.labels()));
            }
        }
    }

    /** The batch's gradient of a class is the sum of its samples' gradients, each computed alone. */
    @ParameterizedTest
    @MethodSource("losses")
    void theGradientOfABatchIsTheSumOfItsSamples(Loss loss) {
        Batch batch = Batch.random(loss.uses(), 20, 5, 6, 85);
        for (Reduction reduction : new Reduction[] {Reduction.SUM, coefficients(20, 86)}) {
            double[] a = reduction.coefficients(batch.labels());
            Loss reduced = loss.withReduction(reduction);
            Gradients[] alone = new Gradients[a.length];
            for (int i = 0; i < a.length; i++) {
                alone[i] = batch.samples(i)
                        .backward(loss.withReduction(Reduction.weighted(a[i])))
                        .gradients();
            }
            Gradients together = batch.backward(reduced).gradients();
            for (Parameters.Kind kind : loss.uses()) {
                addsUp(reduced + " " + kind, kind, alone, together.get(kind));
            }
        }
    }

    /**
     * Logits below 100 are rounded separately, once alone and once together: 100 roundings of each term on either side.
     */
    private static void addsUp(String what, Parameters.Kind kind, Gradients[] terms, DMatrixRMaj sum) {
        for (int k = 0; k < sum.getNumElements(); k++) {
            double expected = 0;
            double row = 0;
            for (Gradients term : terms) {
                expected += term.get(kind).data[k];
                row += Rows.norm(Rows.row(term.get(kind), k / sum.numCols));
            }
            int entry = k;
            double found = Math.abs(sum.data[k] - expected);
            double allowed = 2 * 100 * Compare.EPS * row;
            assertTrue(found <= allowed, () -> what + " entry " + entry + " is off by " + found + " of " + allowed);
        }
    }

    /**
     * The entries of a row are 2^±500 apart. The small entry determines the logits, because the large one meets a 0 or
     * an equally small number.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 300, 500})
    void theEntriesOfARowAreFarApart(int size) {
        double great = Math.scalb(1.0, size);
        double small = 1 / great;
        DMatrixRMaj mixed = new DMatrixRMaj(
                new double[][] {{1.1 * great, 0.7 * small}, {-1.7 * great, 1.3 * small}, {0.4 * great, -0.6 * small}});
        DMatrixRMaj other =
                new DMatrixRMaj(new double[][] {{0, 1.3 * great}, {0.3 * small, -0.7 * great}, {0.9 * small, 0}});
        for (Loss loss : new Loss[] {new Softmax(), Reference.of(new Softmax())}) {
            int[] labels = {1, 0, 1};
            new ExactLinear(new Batch(mixed, Parameters.ofWeights(other), labels)).agrees(loss, 1e-14);
            new ExactLinear(new Batch(other, Parameters.ofWeights(mixed), labels)).agrees(loss, 1e-14);
        }
    }
}
