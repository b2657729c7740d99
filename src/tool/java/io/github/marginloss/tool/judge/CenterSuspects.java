package io.github.marginloss.tool.judge;

import static io.github.marginloss.tool.judge.Pages.CENTERS;

import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.core.Head;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Results that programs return in place of the gradient of the centers. */
final class CenterSuspects {

    private CenterSuspects() {}

    static List<Suspect> all() {
        return List.of(
                new Suspect("dC is the center step Δc, not the gradient", CENTERS, CenterSuspects::step),
                new Suspect(
                        "dC[y] is assigned, not added to: only the last sample of each class counts",
                        CENTERS,
                        CenterSuspects::lastCenter));
    }

    private static Optional<Trial> step(Question question, Evaluation yours, Evaluation right) {
        DMatrixRMaj centers = question.parameters().centers();
        if (centers == null) {
            return Optional.empty();
        }
        DMatrixRMaj delta = Center.delta(question.features(), centers, question.labels());
        return Optional.of(new Trial(question, yours, NamedOutputs.with(right, "dC", matrix -> delta)));
    }

    private static Optional<Trial> lastCenter(Question question, Evaluation yours, Evaluation right) {
        DMatrixRMaj centers = question.parameters().centers();
        if (centers == null) {
            return Optional.empty();
        }
        DMatrixRMaj last = new DMatrixRMaj(centers.numRows, centers.numCols);
        WeightedLoss center = WeightedLoss.of(question.loss()).stream()
                .filter(term -> term.loss().head() instanceof Head.Distance)
                .findFirst()
                .orElseThrow();
        double[] a = center.loss().reduction().coefficients(question.labels());
        for (int i = 0; i < a.length; i++) {
            int y = question.label(i);
            for (int k = 0; k < centers.numCols; k++) {
                double apart = centers.get(y, k) - question.features().get(i, k);
                last.set(y, k, center.weight() * a[i] * apart);
            }
        }
        return Optional.of(new Trial(question, yours, NamedOutputs.with(right, "dC", matrix -> last)));
    }
}
