package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.EnumSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Compares the losses with the reference at scales and shapes where they change between methods. */
class ReferenceAgreementTest {

    private static final double[] SCALES = {200, 256, 299, 300, 301, 340, 400, 500, 1000};

    @Test
    void scalesOnBothSidesOfTheBound() {
        for (double s : SCALES) {
            List<Loss> losses = List.of(
                    new CosFace(s, 0.2), new ArcFace(s, 0.5), new NormalizedSoftmax(Scale.norm(), Reduction.SUM));
            for (Loss loss : losses) {
                for (int[] shape : new int[][] {{3, 2, 2}, {3, 3, 2}, {3, 1, 3}, {3, 2, 10}}) {
                    Batch batch = Batch.random(EnumSet.of(Parameters.Kind.WEIGHTS), shape[0], shape[1], shape[2], 71);
                    if (loss instanceof NormalizedSoftmax) {
                        scaleTo(batch.features(), s);
                    }
                    agree(loss, batch, s);
                }
            }
        }
    }

    @Test
    void aMarginOfAnySizeWithTheNormAsScale() {
        Loss loss = new MarginSoftmax(Scale.norm(), new AdditiveCosine(1e200), Reduction.MEAN);
        agree(loss, Batch.random(EnumSet.of(Parameters.Kind.WEIGHTS), 3, 4, 5, 72), 10);
    }

    /** With a fixed scale, ψ is only in the logit, so its size costs gradients no digits, even in faint terms. */
    @Test
    void aMarginOfAnySizeWithAFixedScale() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{-0.7, -0.7, 9e-13}, {0, 0, 0}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{-3, -3, 0}, {-3e-300, -3e-300, 0}});
        Batch batch = new Batch(x, Parameters.ofWeights(w), new int[] {0, 1});
        for (double s : new double[] {143.8, 262}) {
            Loss loss = new MarginSoftmax(Scale.fixed(s), new AdditiveCosine(Double.MAX_VALUE));
            Gradients fast = batch.backward(loss).gradients();
            Gradients right = batch.backward(Reference.of(loss)).gradients();
            for (int j = 0; j < 2; j++) {
                within(loss + " dW row " + j, 1e-12, Rows.row(right.weights(), j), Rows.row(fast.weights(), j));
            }
        }
    }

    /** Every loss that the reference can read, at the tolerance that docs/golden/README.md states. */
    @EachLoss
    void gradeP(Losses.Entry entry) {
        boolean readable = entry.loss() instanceof Center
                || entry.loss() instanceof HeadLoss && !(entry.loss() instanceof MarginSoftmax);
        for (int[] shape : readable ? new int[][] {{9, 4, 6}, {5, 17, 3}, {3, 1, 4}, {4, 6, 1}} : new int[0][]) {
            GradeP.agree(entry.loss(), entry.batch(shape[0], shape[1], shape[2], 73));
        }
    }

    /** Compares each matrix within 100 (1 + s) eps of its largest entry; a mistake would be as large as that entry. */
    private static void agree(Loss loss, Batch batch, double s) {
        Evaluation fast = batch.backward(loss);
        Evaluation right = batch.backward(Reference.of(loss));
        double tolerance = 100 * (1 + s) * Compare.EPS;
        within(loss + " L", tolerance, new double[] {right.loss()}, new double[] {fast.loss()});
        within(
                loss + " dX",
                tolerance,
                right.gradients().features().data,
                fast.gradients().features().data);
        within(
                loss + " dW",
                tolerance,
                right.gradients().weights().data,
                fast.gradients().weights().data);
    }

    private static void within(String what, double tolerance, double[] right, double[] fast) {
        double largest = 0;
        double error = 0;
        for (int k = 0; k < right.length; k++) {
            // equal infinities are not an error, and different ones are never allowed
            if (right[k] != fast[k]) {
                error = Math.max(error, Math.abs(right[k] - fast[k]));
            }
            if (Double.isFinite(right[k])) {
                largest = Math.max(largest, Math.abs(right[k]));
            }
        }
        double found = error;
        double allowed = tolerance * largest;
        assertTrue(found <= allowed, () -> what + " is off by " + found + ", allowed " + allowed);
    }

    private static void scaleTo(DMatrixRMaj features, double norm) {
        for (int i = 0; i < features.numRows; i++) {
            double[] row = Rows.row(features, i);
            double factor = norm / Math.sqrt(Rows.dot(row, row));
            for (int k = 0; k < row.length; k++) {
                features.data[i * row.length + k] *= factor;
            }
        }
    }
}
