package io.github.marginloss.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.reference.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of golden-hard.txt: the reference has every bit, and the fast path passes grade P where it applies. */
class HardGoldenTest {

    static List<GoldenCase> cases() {
        return GoldenFile.hardCases();
    }

    @Test
    void allCasesAreRead() {
        assertEquals(122, cases().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradeP(GoldenCase golden) {
        double[] tolerance = golden.numbers("tolP");
        assertEquals(List.of(), Errors.of(golden, golden.loss()).beyond(tolerance[0], tolerance[1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyBit(GoldenCase golden) {
        assertEquals(List.of(), EveryBit.differences(golden, Reference.of(golden.loss())));
    }
}
