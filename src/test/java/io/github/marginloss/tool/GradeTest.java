package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters;
import io.github.marginloss.reference.Reference;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of {@code --grade} for results in the file, and its exit status. */
class GradeTest {

    private static final Evaluation RIGHT = Reference.of(new CosFace(16, 0.2))
            .backward(
                    new DMatrixRMaj(Tool.X),
                    Parameters.ofWeights(new DMatrixRMaj(Tool.W)),
                    IntStream.range(0, Tool.Y.length).map(i -> (int) Tool.Y[i]).toArray());

    @TempDir
    Path folder;

    private Tool grade(Zip batch, Object... options) {
        Path file = Tool.write(folder.resolve("batch.npz"), batch.finish());
        Object[] arguments = new Object[5 + options.length];
        System.arraycopy(new Object[] {"cosface", "s=16", "m=0.2", file, "--grade"}, 0, arguments, 0, 5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        if (options.length == 1 && options[0].toString().startsWith("--grade=")) {
            return Tool.run("cosface", "s=16", "m=0.2", file, options[0]);
        }
        return Tool.run(arguments);
    }

    private static double[][] rows(DMatrixRMaj matrix, double factor) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = factor * matrix.get(i, k);
            }
        }
        return rows;
    }

    private static Zip results(double factor) {
        return Tool.batch()
                .store("loss.npy", Npy.vector("<f8", RIGHT.loss()))
                .store("dX.npy", Npy.matrix(rows(RIGHT.gradients().features(), factor)))
                .store("dW.npy", Npy.matrix(rows(RIGHT.gradients().weights(), factor)));
    }

    @Test
    void whatIsRightHolds() {
        Tool tool = grade(results(1));
        assertEquals(0, tool.status(), tool.err());
        assertTrue(tool.out().contains("grade R"), tool.out());
        assertEquals(0, grade(results(1), "--grade=R").status());
    }

    @Test
    void aMissingMeanIsNamed() {
        Tool tool = grade(results(3));
        assertEquals(1, tool.status(), tool.err());
        assertTrue(tool.out().contains("MISTAKE") && tool.out().contains("mean"), tool.out());
    }

    /** A double with an error of an eps reaches grade P, but not R. */
    @Test
    void aGradeMayBeTheCondition() {
        Zip batch = results(1 + 0x1p-50);
        assertEquals(0, grade(batch, "--grade=P").status());
        assertEquals(1, grade(results(1 + 0x1p-50), "--grade=R").status());
    }

    @Test
    void aNaNIsAMistake() {
        Tool tool = grade(Tool.batch().store("loss.npy", Npy.vector("<f8", Double.NaN)));
        assertEquals(1, tool.status(), tool.err());
        assertTrue(tool.out().contains("NaN"), tool.out());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(Tool.batch(), "contains none of your results");
        refused(Tool.batch().store("dX.npy", Npy.matrix(new double[2][3])), "dX in ", "(3, 3) expected");
        refused(Tool.batch().store("losses.npy", Npy.vector("<f8", 1, 2)), "losses in ", "(3,) expected");
        Tool both = grade(results(1), "--samples", "1");
        assertEquals(2, both.status());
        assertTrue(both.err().contains("--samples is for an answer"), both.err());
    }

    private void refused(Zip batch, String... words) {
        Tool tool = grade(batch);
        assertEquals(2, tool.status(), tool.out());
        assertEquals("", tool.out());
        for (String word : words) {
            assertTrue(tool.err().contains(word), tool.err());
        }
    }
}
