package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters;
import io.github.marginloss.reference.Reference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The precision in which results are judged, and results that are refused. */
class YoursTest {

    private static final DoubleUnaryOperator FLOAT = v -> (float) v;
    private static final DoubleUnaryOperator DOUBLE = v -> v;
    private static final Evaluation RIGHT = Reference.of(new CosFace(16, 0.2))
            .backward(
                    new DMatrixRMaj(Tool.X),
                    Parameters.ofWeights(new DMatrixRMaj(Tool.W)),
                    IntStream.range(0, Tool.Y.length).map(i -> (int) Tool.Y[i]).toArray());

    @TempDir
    Path folder;

    private Tool grade(Zip batch) {
        Path file = Tool.write(folder.resolve("batch.npz"), batch.finish());
        return Tool.run("cosface", "s=16", "m=0.2", file, "--grade");
    }

    private static double[][] rows(DMatrixRMaj matrix, DoubleUnaryOperator rounded) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int k = 0; k < matrix.getNumElements(); k++) {
            rows[k / matrix.numCols][k % matrix.numCols] = rounded.applyAsDouble(matrix.data[k]);
        }
        return rows;
    }

    private void assertJudged(String precision, Zip batch) {
        Tool tool = grade(batch);
        assertTrue(tool.out().contains("in the units of " + precision), tool.out());
        assertEquals(0, tool.status(), tool.out());
    }

    private static Zip losses(String type, DoubleUnaryOperator rounded) {
        double[] losses = Arrays.stream(RIGHT.sampleLosses()).map(rounded).toArray();
        return Tool.batch().store("losses.npy", Npy.vector(type, losses));
    }

    @Test
    void thePrecisionIsThatOfTheNumbers() {
        assertJudged("float64", losses("<f8", DOUBLE));
        assertJudged("float32", losses("<f4", FLOAT));
        assertJudged("float32", losses("<f8", FLOAT)); // as tolist() saves them
        assertJudged("float16", losses("<f2", FLOAT));
        DMatrixRMaj dx = RIGHT.gradients().features();
        assertJudged("float32", losses("<f8", FLOAT).store("dX.npy", Npy.matrix(rows(dx, FLOAT))));
        assertJudged("float32", losses("<f4", FLOAT).store("dX.npy", Npy.matrix(rows(dx, DOUBLE))));
    }

    /** The precision of a loss is that of the other results. */
    @Test
    void aLossFollowsTheOthers() {
        byte[] loss = Npy.vector("<f8", RIGHT.loss());
        assertJudged("float64", Tool.batch().store("loss.npy", loss));
        assertJudged("float32", losses("<f4", FLOAT).store("loss.npy", loss));
        byte[] item = Npy.vector("<f8", (float) RIGHT.loss());
        assertJudged("float32", Tool.batch().store("loss.npy", item));
        Tool tool = grade(losses("<f8", DOUBLE).store("loss.npy", item));
        assertTrue(tool.out().contains("in the units of float64"), tool.out());
    }

    @Test
    void aGradientOfWhatIsNotThereIsRefused() {
        for (String name : new String[] {"b", "C"}) {
            Tool tool = grade(losses("<f8", DOUBLE).store("d" + name + ".npy", Npy.matrix(new double[3][1])));
            assertEquals(2, tool.status(), tool.out());
            assertEquals("", tool.out());
            String words =
                    "d" + name + " in " + folder.resolve("batch.npz") + " is the gradient with respect to " + name;
            assertTrue(tool.err().contains(words), tool.err());
        }
    }
}
