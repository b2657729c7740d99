package io.github.marginloss.tool.judge;

import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import java.util.List;

/**
 * What a judge says.
 *
 * @param comparison every output beside the reference
 * @param findings which mistakes fit; empty if there is none, or it is unknown
 */
public record Report(Comparison comparison, List<Finding> findings) {

    /** Keeps a copy of the list. */
    public Report {
        findings = List.copyOf(findings);
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
        if (findings.isEmpty() && !comparison.passed()) {
            text.append("\nno mistake that is known here fits; docs/conventions.md lists more of them");
        }
        return text.toString();
    }
}
