package io.github.marginloss.tool.judge;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * One sample of a batch whose loss or row of ∂X is wrong. Testing suspects on it takes a fraction of the time for the
 * whole batch.
 */
final class Sample {

    private final Question question;
    private final Evaluation yours;
    private final Evaluation right;
    private final List<String> mistaken;
    private final List<Suspect> suspects;

    Sample(Question whole, Evaluation yours, Evaluation right, int i, List<String> mistaken) {
        double[] x = NamedOutputs.row(whole.features(), i);
        question = new Question(
                alone(whole.loss(), i, whole.labels()),
                DMatrixRMaj.wrap(1, x.length, x),
                whole.parameters(),
                new int[] {whole.labels()[i]},
                whole.precision());
        this.yours = alone(yours, i);
        this.right = alone(right, i);
        this.mistaken = mistaken;
        suspects = Suspects.of(question.loss());
    }

    /** The loss of one sample, with the coefficient that it has in the whole batch. */
    private static Loss alone(Loss loss, int i, int... labels) {
        if (loss instanceof Sum sum) {
            return new Sum(alone(sum.first(), i, labels), sum.weight(), alone(sum.second(), i, labels));
        }
        double coefficient = ((DescribedLoss) loss).reduction().coefficients(labels)[i];
        return loss.withReduction(Reduction.weighted(coefficient));
    }

    private static Evaluation alone(Evaluation whole, int i) {
        double[] losses = whole.sampleLosses();
        DMatrixRMaj dx = NamedOutputs.matrices(whole.gradients()).get("dX");
        return new Evaluation(
                Double.NaN,
                losses == null ? null : new double[] {losses[i]},
                dx == null ? null : Gradients.ofFeatures(DMatrixRMaj.wrap(1, dx.numCols, NamedOutputs.row(dx, i))));
    }

    /**
     * Whether a suspect, given by its place in the list, changes the wrong numbers of this sample without bringing them
     * nearer to the judged ones.
     */
    boolean excludes(int suspect) {
        Optional<Trial> trial = suspects.get(suspect).attempt().trial(question, yours, right);
        if (trial.isEmpty()) {
            return false;
        }
        boolean changes = false;
        for (String output : mistaken) {
            double[] got = NamedOutputs.numbers(trial.get().yours(), output);
            double[] want = NamedOutputs.numbers(trial.get().wanted(), output);
            double[] given = NamedOutputs.numbers(yours, output);
            double[] truth = NamedOutputs.numbers(right, output);
            if (distance(got, want) < distance(given, truth) / 2) {
                return false;
            }
            changes |= !Arrays.equals(got, given) || distance(want, truth) > 1e-6;
        }
        return changes;
    }

    /** ‖got − want‖/‖want‖. */
    static double distance(double[] got, double... want) {
        double[] difference = new double[got.length];
        Arrays.setAll(difference, k -> got[k] - want[k]);
        return NamedOutputs.norm(difference) / NamedOutputs.norm(want);
    }
}
