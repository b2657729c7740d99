package io.github.marginloss.tool.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.check.Batches;
import io.github.marginloss.check.Grade;
import io.github.marginloss.check.Plain;
import io.github.marginloss.check.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every planted mistake is named, and no other; plain code without one is not accused. */
class JudgeTest {

    static Verdict judge(Planted planted, Batch batch, boolean floats) {
        Batch rounded = floats ? Plain.floats(batch) : batch;
        Evaluation yours = planted.plain(floats).evaluate(rounded);
        return Judge.judge(
                planted.loss(), rounded.features(), rounded.parameters(), rounded.labels(), yours, precision(floats));
    }

    static Precision precision(boolean floats) {
        return floats ? Precision.FLOAT : Precision.DOUBLE;
    }

    static List<Planted> planted() {
        return Planted.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void plantedMistakesAreNamed(Planted planted) {
        Batch batch = Batches.small().get("small");
        for (Precision precision : planted.precisions()) {
            assertNamed(planted.words(), judge(planted, batch, precision == Precision.FLOAT));
        }
    }

    static void assertNamed(String words, Verdict report) {
        assertEquals(1, report.findings().size(), report::toString);
        assertTrue(report.findings().get(0).name().contains(words), () -> words + " in\n" + report);
        assertEquals(1, report.status(null));
        String text = report.toString();
        assertTrue(text.contains("look") && text.contains("MISTAKE"), text);
    }

    /** Two precisions and five batches each: {@code mvn test -Dtest=JudgeTest -Djudge.complete=true}, a minute. */
    @Test
    @EnabledIfSystemProperty(named = "judge.complete", matches = "true")
    void onAllBatches() {
        List<String> failures = new ArrayList<>();
        int[] counts = new int[2];
        for (Planted planted : Planted.all()) {
            for (Map.Entry<String, Batch> batch : Batches.all().entrySet()) {
                for (boolean floats : new boolean[] {false, true}) {
                    Verdict report = judge(planted, batch.getValue(), floats);
                    boolean passed = report.comparison().passed();
                    counts[passed ? 1 : 0]++;
                    // where every loss has reached its bound, log(p + ε) and log max(p, ε) are the same
                    long most = planted.words().contains("−log") ? 2 : 1;
                    boolean right = report.findings().size() <= most
                            && report.findings().stream()
                                    .anyMatch(finding -> finding.name().contains(planted.words()));
                    // without a cosine beyond the clamp, or a repeated label, nothing is wrong
                    boolean unseen = planted.words().contains("clamped")
                            || planted.words().contains("not added");
                    if (passed ? !unseen : !right) {
                        failures.add(planted + " on " + batch.getKey() + ", floats " + floats + "\n" + report);
                    }
                }
            }
        }
        System.out.println(counts[0] + " mistakes to be named, " + counts[1] + " not to be seen");
        assertEquals("", String.join("\n", failures));
    }

    /** The usual head of PyTorch in single precision, after training: right, and with a straight-through gradient. */
    @Test
    void torch() {
        Batch batch = Batches.all().get("trained");
        ArcFace loss = new ArcFace(64, 0.5);
        Planted head = new Planted("", loss, floats -> Plain.arcFace(floats, 64, 0.5), plain -> {});
        Verdict report = judge(head, batch, true);
        assertEquals(Grade.ROUNDING, report.comparison().grade(), report::toString);
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.status(null));
        assertEquals(1, report.status(Grade.P));
        Planted through = new Planted("", loss, head.maker(), plain -> plain.slope = c -> 1);
        assertNamed("straight-through margin: ", judge(through, batch, true));
    }
}
