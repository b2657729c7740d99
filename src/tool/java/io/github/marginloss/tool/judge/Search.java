package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.check.Judgement;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks for known mistakes that fit. Numbers that are NaN or infinite, and explained, are left out. */
final class Search {

    private final Question question;
    private final Evaluation yours;
    private final Evaluation right;
    private final Set<String> explained;
    private final List<Judgement> mistakes;
    private final Set<String> left;
    private final List<Candidate> candidates;

    Search(Question question, Evaluation yours, Evaluation right, Set<String> explained) {
        this.question = question;
        this.yours = yours;
        this.right = right;
        this.explained = explained;
        Comparison comparison = question.compare(NamedOutputs.filled(yours, right, explained), right);
        mistakes = comparison.judgements().stream()
                .filter(judgement -> judgement.grade() == Grade.MISTAKE && !judgement.isNotFinite())
                .toList();
        left = Judge.mistaken(comparison);
        candidates = left.isEmpty() ? List.of() : candidates();
    }

    /**
     * A mistake of some kind that fits, with its trial; a factor has no trial. It is whole if it explains every
     * mistaken output.
     */
    private record Candidate(Finding finding, String kind, Trial trial, boolean whole) {}

    /** The findings that explain all mistakes: several if they cannot be told apart, none if nothing explains all. */
    List<Finding> whole() {
        List<Candidate> whole = candidates.stream().filter(Candidate::whole).toList();
        return best(whole, left).stream().map(Candidate::finding).toList();
    }

    /** The findings that explain most mistakes, and then those that explain the others. */
    List<Finding> partial() {
        List<Finding> findings = new ArrayList<>();
        List<Candidate> best = best(candidates, left);
        while (!best.isEmpty()) {
            for (Candidate candidate : best) {
                findings.add(candidate.finding);
                left.removeAll(candidate.finding.outputs());
            }
            best = best(candidates, left);
        }
        return findings;
    }

    /** The mistaken outputs that no finding explains. */
    Set<String> left() {
        return left;
    }

    /**
     * The candidates that explain the most of the outputs that are still unexplained: several if they cannot be told
     * apart, but only one of each kind.
     */
    private static List<Candidate> best(List<Candidate> candidates, Set<String> left) {
        long most = 1;
        List<Candidate> best = new ArrayList<>();
        for (Candidate candidate : candidates) {
            long count =
                    candidate.finding.outputs().stream().filter(left::contains).count();
            if (count > most) {
                best.clear();
                most = count;
            }
            if (count == most && best.stream().noneMatch(other -> other.kind.equals(candidate.kind))) {
                best.add(candidate);
            }
        }
        return best;
    }

    /** All candidates that fit some of the mistaken outputs. */
    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        Factors factors = new Factors(question, yours, right, explained);
        factors.known(left).forEach(factor -> add(factor, left, found));
        List<Sample> samples = samples();
        List<Suspect> suspects = Suspects.of(question.loss());
        for (int k = 0; k < suspects.size(); k++) {
            int place = k;
            Suspect suspect = suspects.get(k);
            if (!samples.isEmpty() && samples.stream().allMatch(sample -> sample.excludes(place))) {
                continue;
            }
            suspect.attempt().trial(question, yours, right).filter(this::isNear).ifPresent(trial -> {
                Set<String> wrong = Judge.mistaken(compare(trial));
                List<String> fits =
                        left.stream().filter(name -> !wrong.contains(name)).toList();
                // a sum whose terms do not fit itself fits only by chance
                if (!fits.isEmpty() && !(fits.equals(List.of("L")) && wrong.contains("l"))) {
                    add(suspect, trial, fits, wrong.isEmpty(), found);
                }
            });
        }
        if (found.stream().noneMatch(Candidate::whole)) {
            factors.any(left).forEach(factor -> add(factor, left, found));
        }
        return found;
    }

    /** The worst samples of a large batch, which exclude most suspects. */
    private List<Sample> samples() {
        Map<Integer, List<String>> rows = new TreeMap<>();
        for (Judgement judgement : mistakes) {
            if (judgement.output().equals("l") || judgement.output().equals("dX")) {
                rows.computeIfAbsent(judgement.row(), row -> new ArrayList<>()).add(judgement.output());
            }
        }
        List<Sample> samples = new ArrayList<>();
        rows.forEach((row, outputs) -> samples.add(new Sample(question, yours, right, row, outputs)));
        return question.samples() < 16 ? List.of() : samples;
    }

    private static void add(Finding factor, Set<String> left, List<Candidate> found) {
        boolean whole = factor.outputs().containsAll(left);
        found.add(new Candidate(factor, factor.name(), null, whole));
    }

    private Comparison compare(Trial trial) {
        Evaluation all = trial.wanted();
        // if no loss is given, none is compared
        double loss = Double.isNaN(right.loss()) ? Double.NaN : all.loss();
        Evaluation wanted = new Evaluation(loss, all.sampleLosses(), all.gradients());
        return trial.question().compare(NamedOutputs.filled(trial.yours(), wanted, explained), wanted);
    }

    /**
     * Adds a candidate. If another one of its kind gives the same results for the given outputs, only the kind is
     * known.
     */
    private void add(Suspect suspect, Trial trial, List<String> fits, boolean whole, List<Candidate> found) {
        String kind = suspect.kind();
        for (int k = 0; k < found.size(); k++) {
            if (found.get(k).kind.equals(kind) && isSame(found.get(k).trial, trial)) {
                found.set(k, new Candidate(new Finding(kind, fits, suspect.page()), kind, trial, whole));
                return;
            }
        }
        found.add(new Candidate(new Finding(suspect.name(), fits, suspect.page()), kind, trial, whole));
    }

    private boolean isSame(Trial one, Trial other) {
        return NamedOutputs.names(yours, !Double.isNaN(right.loss())).stream()
                .allMatch(name -> Arrays.equals(
                                NamedOutputs.numbers(one.wanted(), name), NamedOutputs.numbers(other.wanted(), name))
                        && Arrays.equals(
                                NamedOutputs.numbers(one.yours(), name), NamedOutputs.numbers(other.yours(), name)));
    }

    /** Whether the worst row of a mistaken output is nearer to the suspect's row than to the right one. */
    private boolean isNear(Trial trial) {
        return mistakes.stream()
                .anyMatch(judgement ->
                        distance(judgement, trial.yours(), trial.wanted()) < distance(judgement, yours, right) / 2);
    }

    /** The distance of the worst row, relative to the size of the right one. */
    private static double distance(Judgement judgement, Evaluation yours, Evaluation wanted) {
        return Sample.distance(NamedOutputs.row(yours, judgement), NamedOutputs.row(wanted, judgement));
    }
}
