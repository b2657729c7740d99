package io.github.marginloss.tool.judge;

import static io.github.marginloss.tool.judge.Pages.CHAIN;

import io.github.marginloss.Evaluation;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Gradients that pass through x̂ = x/‖x‖ or ŵ = w/‖w‖, or both, in a wrong way. */
final class ProjectionSuspects {

    private ProjectionSuspects() {}

    static List<Suspect> all() {
        return List.of(
                unprojected("∂X is not projected: ‖x‖ in x̂ = x/‖x‖ is taken as a constant", true, false),
                unprojected("∂W is not projected: ‖w‖ in ŵ = w/‖w‖ is taken as a constant", false, true),
                unprojected("∂X and ∂W are not projected: the norms are taken as constants", true, true),
                overwritten(
                        "the projection of ∂X takes ψ in place of the target's cosine, which was overwritten",
                        true,
                        false),
                overwritten(
                        "the projection of ∂W takes ψ in place of the target's cosine, which was overwritten",
                        false,
                        true),
                overwritten(
                        "the projections take ψ in place of the target's cosine, which was overwritten", true, true),
                undivided("∂X lacks its 1/‖x‖: it is the gradient with respect to x̂", true, false),
                undivided("∂W lacks its 1/‖w‖: it is the gradient with respect to ŵ", false, true),
                undivided(
                        "∂X lacks its 1/‖x‖, and ∂W its 1/‖w‖: they are gradients with respect to x̂ and ŵ",
                        true,
                        true),
                bare("∂W is the gradient with respect to ŵ: neither projected nor divided by ‖w‖", false, true),
                bare("∂X is the gradient with respect to x̂: neither projected nor divided by ‖x‖", true, false),
                bare(
                        "∂X and ∂W are the gradients with respect to x̂ and ŵ: neither projected nor divided",
                        true,
                        true));
    }

    private static Suspect unprojected(String name, boolean x, boolean w) {
        return unprojected(name, x, w, new Textbook() {
            @Override
            double projection(double norm, boolean ofX) {
                return (ofX ? x : w) ? 0 : 1;
            }
        });
    }

    private static Suspect unprojected(String name, boolean x, boolean w, Textbook book) {
        Suspect suspect = new Suspect(
                name,
                CHAIN,
                (question, yours, right) -> WeightedLoss.cosine(question.loss())
                        .map(head -> Unprojected.trial(question, yours, book.evaluate(question))));
        return given(x && w, suspect);
    }

    /** The mistake that happens if z[i, y] is written into the array of cosines and that array is used again. */
    private static Suspect overwritten(String name, boolean x, boolean w) {
        return unprojected(name, x, w, new Textbook() {
            @Override
            boolean projectsMargin(boolean ofX) {
                return ofX ? x : w;
            }
        });
    }

    /** Makes a suspect about both ∂X and ∂W apply only if both are given. */
    private static Suspect given(boolean both, Suspect suspect) {
        return new Suspect(
                suspect.name(),
                suspect.page(),
                (question, yours, right) -> both && !(isGiven(yours, "dX") && isGiven(yours, "dW"))
                        ? Optional.empty()
                        : suspect.attempt().trial(question, yours, right));
    }

    private static boolean isGiven(Evaluation yours, String output) {
        double[] numbers = NamedOutputs.numbers(yours, output);
        return numbers != null && Arrays.stream(numbers).anyMatch(Double::isFinite);
    }

    private static Suspect undivided(String name, boolean x, boolean w) {
        return given(
                x && w, new Suspect(name, CHAIN, (question, yours, right) -> restored(question, x, w, yours, right)));
    }

    /** Divides the rows of the judged gradient, so that the bounds of the right one apply. */
    private static Optional<Trial> restored(
            Question question, boolean x, boolean w, Evaluation yours, Evaluation wanted) {
        if (WeightedLoss.cosine(question.loss()).isEmpty()) {
            return Optional.empty();
        }
        Evaluation whole = yours;
        if (x) {
            whole = NamedOutputs.with(whole, "dX", matrix -> divided(matrix, question.features()));
        }
        if (w) {
            whole = NamedOutputs.with(
                    whole, "dW", matrix -> divided(matrix, question.parameters().weights()));
        }
        return Optional.of(new Trial(question, whole, wanted));
    }

    private static DMatrixRMaj divided(DMatrixRMaj gradient, DMatrixRMaj of) {
        DMatrixRMaj result = gradient.copy();
        for (int i = 0; i < of.numRows; i++) {
            double norm = NamedOutputs.norm(NamedOutputs.row(of, i));
            for (int k = 0; k < of.numCols && norm > 0; k++) {
                result.set(i, k, gradient.get(i, k) / norm);
            }
        }
        return result;
    }

    private static Suspect bare(String name, boolean x, boolean w) {
        Textbook book = new Textbook() {
            @Override
            double projection(double norm, boolean ofX) {
                return (ofX ? x : w) ? 0 : 1;
            }
        };
        return given(
                x && w,
                new Suspect(
                        name,
                        CHAIN,
                        (question, yours, right) -> restored(question, x, w, yours, book.evaluate(question))
                                .map(trial -> Unprojected.trial(question, trial.yours(), trial.wanted()))));
    }
}
