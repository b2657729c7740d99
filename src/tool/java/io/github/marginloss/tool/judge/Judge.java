package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.check.Judgement;
import io.github.marginloss.check.Precision;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** Judges the outputs of another program, and looks for the mistake that explains them. */
public final class Judge {

    /** The ratio of the times of a judgement and an answer: a judgement also computes bounds and tries mistakes. */
    public static final double SHARE = 4;

    private Judge() {}

    /**
     * Judges the outputs of a program.
     *
     * @param loss the loss that should have been computed
     * @param features X
     * @param parameters the learned parameters
     * @param labels y
     * @param yours the outputs; absent = null, a loss of NaN = not given
     * @param precision the precision in which it was computed
     * @return the verdict
     */
    public static Verdict judge(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            Evaluation yours,
            Precision precision) {
        return judge(loss, features, parameters, labels, yours, precision, !Double.isNaN(yours.loss()));
    }

    /**
     * Judges the outputs of a program.
     *
     * @param loss the loss that should have been computed
     * @param features X
     * @param parameters the learned parameters
     * @param labels y
     * @param yours the outputs; absent = null
     * @param precision the precision in which it was computed
     * @param hasLoss whether the loss is given; if it is, NaN is a mistake
     * @return the verdict
     */
    public static Verdict judge(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            Evaluation yours,
            Precision precision,
            boolean hasLoss) {
        Question question = new Question(loss, features, parameters, labels, precision);
        Evaluation answer = Reference.of(loss).backward(features, parameters, labels);
        double value = hasLoss ? answer.loss() : Double.NaN;
        Evaluation right = new Evaluation(value, answer.sampleLosses(), answer.gradients());
        Comparison comparison = question.compare(yours, right);
        if (comparison.passed()) {
            return new Verdict(comparison, List.of(), Kinks.remarks(question));
        }
        List<Finding> findings = notFinite(question, yours, comparison);
        List<String> remarks = search(question, yours, right, findings);
        return new Verdict(comparison, findings, remarks);
    }

    /** Adds findings for the mistakes other than NaN, and returns remarks on the outputs that no finding explains. */
    private static List<String> search(Question question, Evaluation yours, Evaluation right, List<Finding> findings) {
        Set<String> explained = new LinkedHashSet<>();
        findings.forEach(finding -> explained.addAll(finding.outputs()));
        Evaluation seen = NamedOutputs.filled(yours, right, explained);
        Search search = new Search(question, yours, right, explained);
        List<Finding> whole = search.whole();
        findings.addAll(whole);
        if (!whole.isEmpty() || search.left().isEmpty()) {
            return List.of();
        }
        Whereabouts where = new Whereabouts(question, seen, right);
        List<String> coarser = where.isFormula(search.left())
                ? List.of()
                : new CoarserPrecision(question, seen, right).remarks(search.left());
        if (!coarser.isEmpty()) {
            return coarser;
        }
        findings.addAll(search.partial());
        return where.remarks(search.left());
    }

    /** The outputs that are mistakes. */
    static Set<String> mistaken(Comparison comparison) {
        Set<String> names = new LinkedHashSet<>();
        for (Judgement judgement : comparison.judgements()) {
            if (judgement.grade() == Grade.MISTAKE) {
                names.add(judgement.output());
            }
        }
        return names;
    }

    /** Causes of NaN and infinities; outputs with the same cause are one finding. */
    private static List<Finding> notFinite(Question question, Evaluation yours, Comparison comparison) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        NotFinite causes = new NotFinite(question, yours);
        for (Judgement judgement : comparison.judgements()) {
            if (judgement.isNotFinite()) {
                causes.explain(judgement)
                        .ifPresent(finding -> findings.merge(finding.name(), finding, Finding::together));
            }
        }
        return new ArrayList<>(findings.values());
    }
}
