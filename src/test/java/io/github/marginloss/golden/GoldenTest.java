package io.github.marginloss.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.Compare;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.reference.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss as constructed passes grade P, the tolerances of careful plain double; its reference has every bit. */
class GoldenTest {

    static List<GoldenCase> cases() {
        return GoldenFile.allCases();
    }

    @Test
    void allCasesAreRead() {
        assertEquals(122, GoldenFile.hardCases().size());
        assertEquals(93, GoldenFile.adaptiveCases().size());
        Assumptions.assumeTrue(System.getProperty(GoldenFile.PROPERTY) == null);
        assertEquals(186, GoldenFile.cases().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradeP(GoldenCase golden) {
        double[] tolerance = golden.numbers("tolP");
        assertEquals(List.of(), Errors.of(golden, golden.loss()).beyond(tolerance[0], tolerance[1]));
    }

    /** Every output of the reference is the one of the file. */
    @Tag("reference")
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyBit(GoldenCase golden) {
        assertEquals(List.of(), EveryBit.differences(golden, Reference.of(golden.loss())));
    }

    /** Scores without margin are those of the file, within 8 eps R. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void marginFreeLogits(GoldenCase golden) {
        if (golden.loss() instanceof MarginLoss loss) {
            DMatrixRMaj expected = golden.matrix("out.z");
            DMatrixRMaj actual = loss.logits(golden.features(), golden.parameters());
            List<String> failures = new ArrayList<>();
            for (int i = 0; i < expected.numRows; i++) {
                double bound = 8 * Compare.EPS * golden.scaleOfLogits(i) + 4 * Double.MIN_VALUE;
                for (int j = 0; j < expected.numCols; j++) {
                    double z = expected.get(i, j);
                    double v = actual.get(i, j);
                    if (golden.isMarginFree(i, j) && !(v == z || Math.abs(v - z) <= bound)) {
                        failures.add("z[" + i + ", " + j + "] is " + v + ", not " + z + " within " + bound);
                    }
                }
            }
            assertEquals(List.of(), failures);
        }
    }

    /** What other files may hold: all extensions, and the combined margin. */
    @Test
    void otherFilesAreRead() throws IOException {
        String text = """
                # a comment
                case A
                loss arcface
                variant continuous
                s 16.0|0x1.0p4
                m 0.5|0x1.0p-1
                end
                case B
                loss arcface
                variant clamp
                s 16.0|0x1.0p4
                m 0.5|0x1.0p-1
                end
                case C
                loss combined
                s 16.0|0x1.0p4
                m1 1.0|0x1.0p0
                m2 0.25|0x1.0p-2
                m3 0.125|0x1.0p-3
                end
                """;
        List<GoldenCase> read = GoldenFile.read(new BufferedReader(new StringReader(text)));
        assertEquals(
                List.of(
                        new ArcFace(16, 0.5, ArcFace.Extension.CONTINUOUS),
                        new ArcFace(16, 0.5, ArcFace.Extension.CLAMP),
                        new CombinedMargin(16, 1, 0.25, 0.125)),
                read.stream().map(GoldenCase::loss).toList());
        assertThrows(IllegalStateException.class, () -> GoldenCase.parse("0.1|0x1.0p-3"));
    }
}
