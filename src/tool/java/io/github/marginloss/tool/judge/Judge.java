package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.check.Judgement;
import io.github.marginloss.check.Precision;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** Judges outputs of another program, and looks for the mistake that they show. */
public final class Judge {

    private final Question question;
    private final Evaluation yours;
    private final Evaluation right;
    private final Comparison comparison;
    private final Set<String> mistaken;

    private Judge(Question question, Evaluation yours, Evaluation right) {
        this.question = question;
        this.yours = yours;
        this.right = right;
        comparison = question.compare(yours, right);
        mistaken = mistaken(comparison);
    }

    /**
     * Judges.
     *
     * @param loss what was to be computed
     * @param features X
     * @param parameters what is learned
     * @param labels y
     * @param yours what was computed; absent = null, a loss of NaN = not given
     * @param floats whether it was computed in single precision
     * @return the report
     */
    public static Report report(
            Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Evaluation yours, boolean floats) {
        boolean hasLoss = !Double.isNaN(yours.loss());
        return report(loss, features, parameters, labels, yours, floats, hasLoss);
    }

    /**
     * Judges.
     *
     * @param loss what was to be computed
     * @param features X
     * @param parameters what is learned
     * @param labels y
     * @param yours what was computed; absent = null
     * @param floats whether it was computed in single precision
     * @param hasLoss whether the loss is given: NaN is a mistake then
     * @return the report
     */
    public static Report report(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            Evaluation yours,
            boolean floats,
            boolean hasLoss) {
        Precision precision = floats ? Precision.FLOAT : Precision.DOUBLE;
        Question question = new Question(loss, features, parameters, labels, precision);
        Evaluation right = Reference.of(loss).backward(features, parameters, labels);
        Evaluation wanted =
                new Evaluation(hasLoss ? right.loss() : Double.NaN, right.sampleLosses(), right.gradients());
        Judge judge = new Judge(question, yours, wanted);
        return new Report(judge.comparison, judge.findings());
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

    /** What explains all mistakes, if anything does; else what explains most of them, and then the rest. */
    private List<Finding> findings() {
        List<Finding> findings = notFinite();
        Set<String> left = new LinkedHashSet<>(mistaken);
        findings.forEach(finding -> left.removeAll(finding.outputs()));
        List<Finding> candidates = left.isEmpty() ? List.of() : candidates(left);
        while (!left.isEmpty() && !candidates.isEmpty()) {
            List<Finding> best = best(candidates, left);
            if (best.isEmpty()) {
                break;
            }
            findings.addAll(best);
            best.forEach(finding -> left.removeAll(finding.outputs()));
        }
        return findings;
    }

    private List<Finding> notFinite() {
        List<Finding> findings = new ArrayList<>();
        for (Judgement judgement : comparison.judgements()) {
            if (judgement.isNotFinite()) {
                new NotFinite(question, yours).explain(judgement).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Those with the most outputs that are left; several if they cannot be told apart. */
    private static List<Finding> best(List<Finding> candidates, Set<String> left) {
        long most = 0;
        List<Finding> best = new ArrayList<>();
        for (Finding candidate : candidates) {
            long explained = candidate.outputs().stream().filter(left::contains).count();
            if (explained > most) {
                best.clear();
                most = explained;
            }
            if (explained == most && most > 0 && best.stream().noneMatch(candidate::isOfKind)) {
                best.add(candidate);
            }
        }
        return best;
    }

    /** Those that fit all outputs, if there are such; else those that fit some. */
    private List<Finding> candidates(Set<String> left) {
        List<Finding> some = new ArrayList<>();
        List<Finding> all = new ArrayList<>();
        Factors factors = new Factors(question, yours, right);
        factors.find(left, false).forEach(factor -> (fitsAll(factor, left) ? all : some).add(factor));
        for (Suspect suspect : Suspects.of(question.loss())) {
            suspect.attempt().trial(question, yours, right).filter(this::isNear).ifPresent(trial -> {
                Set<String> wrong = mistaken(trial.question().compare(trial.yours(), wanted(trial)));
                List<String> explained =
                        left.stream().filter(name -> !wrong.contains(name)).toList();
                if (!explained.isEmpty()) {
                    Finding finding = new Finding(suspect.name(), explained, suspect.page());
                    (wrong.isEmpty() ? all : some).add(finding);
                }
            });
        }
        if (all.isEmpty()) {
            factors.find(left, true).forEach(factor -> (fitsAll(factor, left) ? all : some).add(factor));
        }
        return all.isEmpty() ? some : all;
    }

    private static boolean fitsAll(Finding finding, Set<String> left) {
        return finding.outputs().size() == left.size();
    }

    /** Without a loss, if none is given. */
    private Evaluation wanted(Trial trial) {
        Evaluation wanted = trial.wanted();
        return Double.isNaN(right.loss())
                ? new Evaluation(Double.NaN, wanted.sampleLosses(), wanted.gradients())
                : wanted;
    }

    /** Whether the worst row of a mistaken output is nearer to what the suspect says than to the truth, or none fits. */
    private boolean isNear(Trial trial) {
        return comparison.judgements().stream()
                .filter(judgement -> judgement.grade() == Grade.MISTAKE && !judgement.isNotFinite())
                .anyMatch(judgement ->
                        distance(judgement, trial.yours(), trial.wanted()) < distance(judgement, yours, right) / 2);
    }

    /** Relative to what is wanted. */
    private static double distance(Judgement judgement, Evaluation yours, Evaluation wanted) {
        double[] got = Outputs.row(yours, judgement);
        double[] want = Outputs.row(wanted, judgement);
        double[] difference = new double[got.length];
        for (int k = 0; k < got.length; k++) {
            difference[k] = got[k] - want[k];
        }
        return Outputs.norm(difference) / Outputs.norm(want);
    }
}
