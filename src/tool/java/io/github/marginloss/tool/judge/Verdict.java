package io.github.marginloss.tool.judge;

import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import java.util.List;

/**
 * The verdict of a judge.
 *
 * @param comparison every output, compared with the reference
 * @param findings the mistakes that fit; empty if there are none, or none is known
 * @param remarks other observations: in which direction unexplained outputs differ, or which mistakes the batch cannot
 *     show
 */
public record Verdict(Comparison comparison, List<Finding> findings, List<String> remarks) {

    /** Keeps copies of the lists. */
    public Verdict {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /**
     * {@return the exit status: 0 if every output is good enough, else 1}
     *
     * @param required the required grade; null = anything except a mistake
     */
    public int status(Grade required) {
        boolean enough = required == null ? comparison.passed() : comparison.reaches(required);
        return enough ? 0 : 1;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(comparison.toString());
        findings.forEach(finding -> text.append("\n").append(finding));
        remarks.forEach(remark -> text.append("\n").append(remark));
        return text.toString();
    }
}
