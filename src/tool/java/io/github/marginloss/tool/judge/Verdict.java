package io.github.marginloss.tool.judge;

import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import java.util.List;

/**
 * What a judge says.
 *
 * @param comparison every output beside the reference
 * @param findings which mistakes fit; empty if there is none, or it is unknown
 * @param remarks what else was seen: where outputs are off that no finding explains, or what the batch cannot show
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
     * @param least the grade that is asked for; null for anything but a mistake
     */
    public int status(Grade least) {
        boolean enough = least == null ? comparison.passed() : comparison.reaches(least);
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
