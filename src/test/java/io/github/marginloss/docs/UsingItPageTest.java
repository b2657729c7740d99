package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers on the page about programs; those that its programs print are checked when they run. */
class UsingItPageTest {

    private static final String PAGE = "using-it.md";

    @Test
    void firstLosses() {
        for (List<String> row : rows(PAGE, "$d$ | $s$")) {
            int n = (int) number(row.get(0));
            int d = (int) number(row.get(1));
            double s = number(row.get(2));
            assertDigits(row.get(3), Math.log(n - 1) + s * s / (2 * d) + s * Math.sin(0.5));
            Random random = new Random(1);
            DMatrixRMaj weights = gaussian(n, d, random);
            DMatrixRMaj features = gaussian(256, d, random);
            int[] labels = random.ints(256, 0, n).toArray();
            assertDigits(row.get(4), new ArcFace(s, 0.5).forward(features, Parameters.ofWeights(weights), labels));
        }
    }

    /** Without the scatter of the cosines, s²/2d is missing. */
    @Test
    void firstLossOfFeaturesWithoutADirection() {
        Parameters parameters = Parameters.ofWeights(gaussian(1000, 8, new Random(1)));
        double loss = new ArcFace(30, 0.5).forward(new DMatrixRMaj(1, 8), parameters, new int[1]);
        assertEquals(Math.log(999) + 30 * Math.sin(0.5), loss, 1e-5);
    }

    /** At a right angle SphereFace lowers ψ by (t − 1)/(1 + λ). */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 5", "4, 0", "4, 5", "4, 1000"})
    void firstLossOfSphereFace(int t, double lambda) {
        double atARightAngle = new SphereFace(t, lambda, Scale.fixed(30), Reduction.MEAN)
                .forward(axis(1), Parameters.ofWeights(axis(0, 2)), new int[1]);
        assertEquals(Math.log1p(Math.exp(30 * (t - 1) / (1 + lambda))), atARightAngle, 1e-12);
    }

    /** Unit rows along axes of three dimensions. */
    private static DMatrixRMaj axis(int... axes) {
        DMatrixRMaj rows = new DMatrixRMaj(axes.length, 3);
        for (int i = 0; i < axes.length; i++) {
            rows.set(i, axes[i], 1);
        }
        return rows;
    }

    @Test
    void neighboursAmongRandomClassWeights() {
        DMatrixRMaj weights = gaussian(1000, 128, new Random(1));
        DMatrixRMaj cosines =
                new NormalizedSoftmax(Scale.fixed(1), Reduction.MEAN).logits(weights, Parameters.ofWeights(weights));
        for (int i = 0; i < 1000; i++) {
            cosines.set(i, i, -1);
        }
        assertFound(PAGE, "(1\\.16) (?:rad|弧度)", Math.acos(CommonOps_DDRM.elementMax(cosines)));
    }

    private static DMatrixRMaj gaussian(int rows, int columns, Random random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        Arrays.setAll(matrix.data, k -> random.nextGaussian());
        return matrix;
    }

    @Test
    void whatTheMarginDoesToTheTarget() {
        assertFound(PAGE, "(24\\.3)", 64 * (Math.sin(0.5) - Math.sin(0.1)));
        assertFound(PAGE, "20 (?:means|意味着|相当于)\\D*(0\\.31)\\b", 20.0 / 64);
        assertFound(PAGE, "(0\\.143)", Math.cos(Math.acos(0.6) + 0.5));
        assertFound(PAGE, "(3\\.467)", 28.6 % (2 * Math.PI));
        assertFound(PAGE, "(0\\.320)", Math.cos(Math.PI / 2 + 28.6));
        // at θ = π, where the other classes have −1
        assertFound(PAGE, "(0\\.122)", Math.cos(Math.PI + 0.5) + 1);
    }

    @Test
    void scales() {
        for (List<String> row : rows(PAGE, "AdaCos |")) {
            double others = number(row.get(0)) - 1;
            double s = Math.sqrt(2) * Math.log(others);
            assertDigits(row.get(1), s);
            assertDigits(row.get(2), 1 / (1 + others * Math.exp(-s * (1 + 1 / others))));
            double[] psi = {1, Math.cos(0.5), 1 - 0.35};
            for (int k = 0; k < 3; k++) {
                assertDigits(row.get(3 + k), Math.log(others * 0.999 / 0.001) / (psi[k] + 1 / others));
            }
        }
    }

    @Test
    void chances() {
        assertFound(PAGE, "(63) %", 100 * (1 - Math.pow(1 - 0.001, 1000)));
        assertFound(PAGE, "(?:around|约) (0\\.04)", 1 / Math.sqrt(512));
        assertFound(PAGE, "(0\\.226)", 0.01 * Math.sqrt(512));
        assertFound(PAGE, "(19\\.5)", 1 / (0.01 * 0.01 * 512));
        assertFound(PAGE, "(1\\.4)[.。]", 2 - 2 * 0.3);
        // 1500 people with one image each have about a million pairs, and 1e-4 of these are about a hundred
        assertTrue(1500.0 * 1499 / 2 * 1e-4 > 100);
    }

    /** The program of the section, over 20 batches. */
    @Test
    void partsOfABatchAddUp() {
        double off = 0;
        double largest = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            DMatrixRMaj features = RandomMatrices_DDRM.rectangle(100, 16, -1, 1, random);
            Parameters parameters = Parameters.ofWeights(RandomMatrices_DDRM.rectangle(10, 16, -1, 1, random));
            int[] labels = random.ints(100, 0, 10).toArray();
            Evaluation whole = new ArcFace(30, 0.5).backward(features, parameters, labels);
            DMatrixRMaj sum = new DMatrixRMaj(10, 16);
            double loss = 0;
            for (int from = 0; from < 100; from += 32) {
                Evaluation part = part(features, parameters, labels, from, Math.min(from + 32, 100));
                loss += part.loss();
                CommonOps_DDRM.addEquals(sum, part.gradients().weights());
            }
            assertEquals(whole.loss(), loss, 1e-13);
            for (int k = 0; k < sum.data.length; k++) {
                off = Math.max(off, Math.abs(sum.data[k] - whole.gradients().weights().data[k]));
                largest = Math.max(largest, Math.abs(sum.data[k]));
            }
        }
        assertFound(PAGE, "20 .*?(\\d\\.\\de-16)", off);
        assertFound(PAGE, "e-16\\D*(\\d\\.\\d)\\b", largest);
    }

    private static Evaluation part(DMatrixRMaj features, Parameters parameters, int[] labels, int from, int to) {
        Reduction ofTheWhole = some -> {
            double[] a = new double[some.length];
            Arrays.fill(a, 1.0 / labels.length);
            return a;
        };
        return new ArcFace(30, 0.5)
                .withReduction(ofTheWhole)
                .backward(
                        CommonOps_DDRM.extract(features, from, to, 0, features.numCols),
                        parameters,
                        Arrays.copyOfRange(labels, from, to));
    }

    /** The programs of a translation are those of the page, except for their comments. */
    @ParameterizedTest
    @ValueSource(strings = {PAGE, "frameworks.md"})
    void programsAreTheSameInBothLanguages(String page) {
        List<Pages> pages = Pages.both(page);
        assertEquals(programs(pages.get(0)), programs(pages.get(1)));
    }

    private static List<String> programs(Pages page) {
        return CodeBlocksTest.blocksOf(page.path(), page.text()).stream()
                .map(CodeBlocksTest.Block::program)
                .toList();
    }
}
