package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool writes the results of {@link Reference}, to the bit, in its user's layout. */
class AnswerTest {

    private static final DMatrixRMaj X = new DMatrixRMaj(Tool.X);
    private static final DMatrixRMaj W = new DMatrixRMaj(Tool.W);
    private static final DMatrixRMaj B = new DMatrixRMaj(new double[] {0.5, -1, 0, 2});
    private static final int[] Y = {0, 3, 2};

    @TempDir
    private Path folder;

    @Test
    void answersAsTheReferenceDoes() {
        Tool tool = Tool.run("arcface", "s=30", "m=0.25", "extension=easy", batch(Tool.batch()));
        assertEquals(0, tool.status(), tool.err());
        assertEquals("", tool.err());
        Evaluation right = right(new ArcFace(30, 0.25, ArcFace.Extension.EASY), Parameters.ofWeights(W));
        assertAnswer(right, answer("batch"));
        assertTrue(tool.out().contains("ArcFace[s=30, m=0.25, extension=easy, reduction=mean]"), tool.out());
        assertTrue(tool.out().contains("X (3, 3) float64, W (4, 3) float64, y (3,) int64"), tool.out());
        assertTrue(tool.out().contains(" = " + Double.toHexString(right.loss())), tool.out());
        assertTrue(tool.out().contains("batch.reference.npz: loss losses dX dW, float64"), tool.out());
    }

    @Test
    void sumsAndBiasesAndCenters() {
        Zip zip = Tool.batch()
                .store("b.npy", Npy.matrix(new double[][] {{0.5}, {-1}, {0}, {2}}))
                .store("C.npy", Npy.matrix(Tool.W));
        Tool tool = Tool.run("softmax + 0.003 center", batch(zip));
        assertEquals(0, tool.status(), tool.err());
        Loss loss = new Softmax().plus(0.003, new Center(Reduction.MEAN));
        assertAnswer(right(loss, Parameters.ofWeights(W, B).withCenters(W)), answer("batch"));
    }

    @Test
    void reductions() {
        double[] weights = {0.5, -2, 3};
        assertEquals(
                0, Tool.run("softmax", "reduction=SUM", batch(Tool.batch())).status());
        assertAnswer(right(new Softmax(Reduction.SUM), Parameters.ofWeights(W)), answer("batch"));
        Zip samples = Tool.batch().store("sampleWeights.npy", Npy.vector("<f8", weights));
        for (String[] word : new String[][] {{}, {"reduction=weighted"}}) {
            assertEquals(0, run("softmax", word, batch(samples)).status());
            assertAnswer(right(new Softmax(Reduction.weighted(weights)), Parameters.ofWeights(W)), answer("batch"));
        }
        Zip classes = Tool.batch().store("classWeights.npy", Npy.vector("<f8", 1, 2, 3, 4));
        assertEquals(0, Tool.run("softmax", batch(classes)).status());
        assertAnswer(right(new Softmax(Reduction.classWeighted(1, 2, 3, 4)), Parameters.ofWeights(W)), answer("batch"));
    }

    @Test
    void marginsOfArrays() {
        double[] m = {0.5, -0.25, 0.125, 1};
        Zip classes = Tool.batch().store("classMargins.npy", Npy.vector("<f8", m));
        assertEquals(
                0,
                Tool.run("marginsoftmax scale=30 margin=cosine smoothing=0.1", batch(classes))
                        .status());
        Loss loss = new LabelSmoothing(new MarginSoftmax(Scale.fixed(30), ClassMargins.cosine(m)), 0.1);
        assertAnswer(right(loss, Parameters.ofWeights(W)), answer("batch"));
        Zip samples = Tool.batch().store("sampleMargins.npy", Npy.vector("<f8", 0.5, -0.25, 0.125));
        assertEquals(
                0, Tool.run("elasticface s=30 angular=true", batch(samples)).status());
        assertAnswer(right(ElasticFace.angular(30, 0.5, -0.25, 0.125), Parameters.ofWeights(W)), answer("batch"));
    }

    @Test
    void ignoredLabels() {
        Zip zip = Tool.batch().store("sampleWeights.npy", Npy.vector("<f8", 0.5, 7, 3));
        Tool tool = Tool.run("arcface s=30 m=0.5 ignore=3,-7", batch(zip));
        assertEquals(0, tool.status(), tool.err());
        assertTrue(tool.out().contains("reduction=weighted], ignoring -7, 3\n"), tool.out());
        Loss loss =
                new ArcFace(30, 0.5).withReduction(Reduction.weighted(0.5, 7, 3).ignoring(3));
        assertAnswer(right(loss, Parameters.ofWeights(W)), answer("batch"));
    }

    private static Tool run(String loss, String[] word, Path file) {
        return word.length == 0 ? Tool.run(loss, file) : Tool.run(loss, word[0], file);
    }

    @Test
    void transposedWeightsGiveATransposedGradient() {
        DMatrixRMaj turned = CommonOps_DDRM.transpose(W, null);
        byte[] w = Npy.array(1, "<f8", false, "(3, 4)", Npy.numbers("<f8", turned.data));
        Path file = batch(new Zip()
                .store("X.npy", Npy.matrix(Tool.X))
                .store("W.npy", w)
                .store("y.npy", Npy.vector("|u1", Tool.Y)));
        assertEquals(2, Tool.run("arcface", file).status());
        assertEquals(0, Tool.run("arcface", file, "--weights", "dxn").status());
        DMatrixRMaj expected = CommonOps_DDRM.transpose(
                right(new ArcFace(), Parameters.ofWeights(W)).gradients().weights(), null);
        assertArrayEquals(expected.data, answer("batch").get("dW"));
    }

    @Test
    void singlePrecisionIsRoundedOnce() {
        assertEquals(
                0, Tool.run("arcface", batch(Tool.batch()), "--dtype=float32").status());
        double[] right =
                right(new ArcFace(), Parameters.ofWeights(W)).gradients().features().data;
        assertArrayEquals(
                Arrays.stream(right).map(entry -> (float) entry).toArray(),
                answer("batch").get("dX"));
    }

    /** With any reduction, and even if 1/m is not a double, the rows are those of the whole answer. */
    @Test
    void someRowsAreAsInTheWhole() {
        String[] losses = {"arcface", "softmax + 0.3 center", "softmax - center reduction=sum"};
        for (String loss : losses) {
            Zip zip = loss.startsWith("arc") ? Tool.batch() : Tool.batch().store("C.npy", Npy.matrix(Tool.W));
            assertRows(loss, batch(zip));
        }
        assertRows("softmax", batch(Tool.batch().store("classWeights.npy", Npy.vector("<f8", 0.1, 2, 0.3, 4))));
        Zip margins = Tool.batch().store("sampleMargins.npy", Npy.vector("<f8", 0.5, -0.25, 0.125));
        assertRows("elasticface s=30 angular=true smoothing=0.1 ignore=3 + 0.5 arcface", batch(margins));
        for (String loss : new String[] {"magface ignore=-1", "arcface smoothing=0.1 ignore=-1 reduction=sum"}) {
            for (double[] y : new double[][] {{0, 3, -1}, {-1, 3, -1}, {-1, -1, -1}}) {
                Zip zip = new Zip()
                        .store("X.npy", Npy.matrix(Tool.X))
                        .store("W.npy", Npy.matrix(Tool.W))
                        .store("y.npy", Npy.vector("<i8", y));
                assertRows(loss, batch(zip));
            }
        }
    }

    /** A seventh of a gradient that is half-way between two doubles, and a loss too small for a double. */
    @Test
    void someRowsAreAsInTheWholeWhereItIsHard() {
        double[][] x = new double[7][1];
        x[0][0] = 0.017171217346405997;
        x[2][0] = 1.8e154;
        Zip zip = new Zip()
                .store("X.npy", Npy.matrix(x))
                .store("C.npy", Npy.matrix(new double[][] {{0.4724074969585104}}))
                .store("y.npy", Npy.vector("|i1", new double[7]));
        assertEquals(0, Tool.run("center", batch(zip)).status());
        assertEquals(0, Tool.run("center", batch(zip), "--samples", "0,2").status());
        Map<String, double[]> whole = answer("batch");
        Map<String, double[]> some = answer("batch.samples");
        assertEquals(-0x1.0a60d578e2466p-4, some.get("dX")[0]);
        assertArrayEquals(new double[] {whole.get("dX")[0], whole.get("dX")[2]}, some.get("dX"));
        assertArrayEquals(new double[] {whole.get("losses")[0], whole.get("losses")[2]}, some.get("losses"));
    }

    private void assertRows(String loss, Path file) {
        assertEquals(0, Tool.run(loss, file).status());
        Tool tool = Tool.run(loss, file, "--samples", "2,0-0");
        assertEquals(0, tool.status(), tool.err());
        Map<String, double[]> whole = answer("batch");
        Map<String, double[]> some = answer("batch.samples");
        assertEquals(Set.of("samples", "losses", "dX"), some.keySet());
        assertArrayEquals(new double[] {2, 0}, some.get("samples"));
        double[] l = whole.get("losses");
        assertArrayEquals(new double[] {l[2], l[0]}, some.get("losses"));
        double[] dx = whole.get("dX");
        double[] rows = new double[6];
        System.arraycopy(dx, 6, rows, 0, 3);
        System.arraycopy(dx, 0, rows, 3, 3);
        assertArrayEquals(rows, some.get("dX"));
        assertTrue(tool.out().contains("l[2] ") && tool.out().contains(Double.toHexString(l[2])), tool.out());
    }

    @Test
    void arraysMayBeFilesOfTheirOwn() {
        Path x = Tool.write(folder.resolve("x.npy"), Npy.matrix(Tool.X));
        Path w = Tool.write(folder.resolve("w.npy"), Npy.matrix(Tool.W));
        Path y = Tool.write(folder.resolve("y.npy"), Npy.array(1, "<i4", false, "(3, 1)", Npy.numbers("<i4", Tool.Y)));
        Tool tool = Tool.run("arcface", "X=" + x, "W=" + w, "y=" + y);
        assertEquals(0, tool.status(), tool.err());
        assertAnswer(right(new ArcFace(), Parameters.ofWeights(W)), answer("x"));
    }

    @Test
    void anEarlierAnswerIsReplacedAndNothingElse() throws IOException {
        Path file = batch(Tool.batch());
        assertEquals(0, Tool.run("arcface", file).status());
        Tool again = Tool.run("cosface", file);
        assertEquals(0, again.status());
        assertTrue(again.out().contains("in place of an earlier answer"), again.out());
        byte[] before = Files.readAllBytes(file);
        Tool over = Tool.run("arcface", file, "--output", file);
        assertEquals(2, over.status());
        assertTrue(over.err().contains("exists already and is not an earlier answer"), over.err());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void resultsOfTheUserAreNotLookedAt() {
        Tool tool =
                Tool.run("arcface", batch(Tool.batch().store("dX.npy", Npy.array(1, "|O", false, "()", new byte[8]))));
        assertEquals(2, tool.status(), tool.err());
        tool = Tool.run("arcface", batch(Tool.batch().store("dX.npy", Npy.matrix(new double[][] {{Double.NaN}}))));
        assertEquals(0, tool.status(), tool.err());
        assertEquals("note: your own results (dX) are judged only with --grade\n", tool.err());
    }

    private Path batch(Zip zip) {
        return Tool.write(folder.resolve("batch.npz"), zip.finish());
    }

    private Map<String, double[]> answer(String name) {
        return Tool.read(folder.resolve(name + ".reference.npz"));
    }

    private static Evaluation right(Loss loss, Parameters parameters) {
        return Reference.of(loss).backward(X, parameters, Y);
    }

    private static void assertAnswer(Evaluation right, Map<String, double[]> answer) {
        assertArrayEquals(new double[] {right.loss()}, answer.get("loss"));
        assertArrayEquals(right.sampleLosses(), answer.get("losses"));
        assertArrayEquals(right.gradients().features().data, answer.get("dX"));
        assertMatrix(right.gradients().weights(), answer.get("dW"));
        assertMatrix(right.gradients().bias(), answer.get("db"));
        assertMatrix(right.gradients().centers(), answer.get("dC"));
    }

    private static void assertMatrix(DMatrixRMaj right, double[] answer) {
        assertArrayEquals(right == null ? null : right.data, answer);
    }
}
