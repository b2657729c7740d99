package io.github.marginloss.tool.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.check.Batches;
import io.github.marginloss.check.Plain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    static Report judge(Planted planted, Batch batch, boolean floats) {
        Batch rounded = floats ? Plain.floats(batch) : batch;
        Evaluation yours = planted.plain(floats).evaluate(rounded);
        return Judge.report(
                planted.loss(), rounded.features(), rounded.parameters(), rounded.labels(), yours, floats);
    }

    @Test
    void all() {
        List<String> failures = new ArrayList<>();
        int right = 0, passed = 0, none = 0, wrong = 0, more = 0;
        for (Planted planted : Planted.all()) {
            for (var entry : Batches.all().entrySet()) {
                for (boolean floats : new boolean[] {false, true}) {
                    Report report = judge(planted, entry.getValue(), floats);
                    long named = report.findings().stream().filter(f -> f.name().contains(planted.words())).count();
                    String where = planted + " | " + entry.getKey() + " | " + floats + " | ";
                    if (report.comparison().passed()) {
                        passed++;
                        failures.add(where + "PASSED");
                    } else if (report.findings().isEmpty()) {
                        none++;
                        failures.add(where + "NONE\n" + report);
                    } else if (named == 0) {
                        wrong++;
                        failures.add(where + "WRONG\n" + report);
                    } else if (report.findings().size() > 1) {
                        more++;
                        failures.add(where + "MORE\n" + report);
                    } else {
                        right++;
                    }
                }
            }
        }
        System.out.println("right " + right + " passed " + passed + " none " + none + " wrong " + wrong + " more " + more);
        assertEquals("", String.join("\n", failures));
    }
}
