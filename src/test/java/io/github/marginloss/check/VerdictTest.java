package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Center;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.check.Entry.Verdict;
import io.github.marginloss.core.Head;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A report holds all entries, and the smallest fault is found in each gradient, also near kinks. */
class VerdictTest {

    /** {@link Spoilt} for a loss whose description the check can read. */
    private record SpoiltHead(HeadLoss loss, int entry, double factor) implements HeadLoss {
        private static final long serialVersionUID = 1;

        @Override
        public Head head() {
            return loss.head();
        }

        @Override
        public Reduction reduction() {
            return loss.reduction();
        }

        @Override
        public double evaluate(
                DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
            return new Spoilt(loss, null, entry, factor)
                    .evaluate(features, parameters, labels, sampleLosses, gradients);
        }

        @Override
        public SpoiltHead withReduction(Reduction reduction) {
            return this;
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return loss.uses();
        }
    }

    private static Report report(Loss loss) {
        Batch batch = Batch.random(loss.uses(), 3, 2, 4, 21);
        return GradientCheck.of(loss, batch.features(), batch.parameters(), batch.labels());
    }

    private static void onlyWrong(Report report, String matrix, int row, int column) {
        List<Entry> wrong = report.entries().stream()
                .filter(entry -> entry.verdict() == Verdict.WRONG)
                .toList();
        assertEquals(1, wrong.size(), report::toString);
        assertEquals(matrix, wrong.get(0).matrix());
        assertEquals(row, wrong.get(0).row());
        assertEquals(column, wrong.get(0).column());
    }

    @Test
    void everyEntryOfEveryGradientIsChecked() {
        Loss joint = new Softmax().plus(0.5, new Center(Reduction.MEAN));
        Report report = report(joint);
        assertTrue(report.passed(), report::toString);
        assertEquals(3 * 2 + 4 * 2 + 4 + 4 * 2, report.count(Verdict.RIGHT), report::toString);
        onlyWrong(report(new Spoilt(joint, null, 5, 1.001)), "features", 2, 1);
        onlyWrong(report(new Spoilt(joint, Parameters.Kind.WEIGHTS, 6, 1.001)), "weights", 3, 0);
        onlyWrong(report(new Spoilt(joint, Parameters.Kind.BIAS, 2, 1.001)), "bias", 2, 0);
        int label = Batch.random(joint.uses(), 3, 2, 4, 21).labels()[1]; // a class with a gradient
        onlyWrong(report(new Spoilt(joint, Parameters.Kind.CENTERS, 2 * label, 1.001)), "centers", label, 0);
    }

    /** The tolerance is 1e-9 of the row for a loss that the reference can read, and 1e-7 for any other. */
    @Test
    void theTolerance() {
        Report read = report(new SpoiltHead(new ArcFace(4, 0.5), 5, 1));
        assertTrue(read.passed(), read::toString);
        assertEquals(1e-9, read.tolerance());
        onlyWrong(report(new SpoiltHead(new ArcFace(4, 0.5), 5, 1 + 1e-7)), "features", 2, 1);
        Report own = report(new Spoilt(new ArcFace(4, 0.5), null, 5, 1 + 1e-8));
        assertTrue(own.passed(), own::toString);
        assertEquals(1e-7, own.tolerance());
        onlyWrong(report(new Spoilt(new ArcFace(4, 0.5), null, 5, 1 + 1e-5)), "features", 2, 1);
    }

    /** Two samples of class 1, whose norms are not 1, are at a cone; a fault elsewhere is still a fault. */
    @Test
    void aFaultBesideAKinkIsAFault() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.6, -0.4}, {6, 2}, {-0.6, -0.2}});
        Parameters w = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{0.3, 2}, {1.5, 0.5}, {-0.2, 0.4}}));
        int[] labels = {0, 1, 1};
        HeadLoss loss = new ArcFace(2, 0.5);
        Report right = GradientCheck.of(loss, x, w, labels);
        assertTrue(right.passed(), right::toString);
        assertEquals(List.of(1, 2), right.kinks().stream().map(Kink::sample).toList(), right::toString);
        assertEquals(List.of(1, 1), right.kinks().stream().map(Kink::label).toList());
        assertEquals(0, right.kinks().get(0).theta(), 1e-7);
        assertEquals(Math.PI, right.kinks().get(1).theta(), 1e-7);
        for (Kink kink : right.kinks()) {
            assertTrue(right.toString().contains("\n  " + kink), right::toString);
        }
        Report wrong = GradientCheck.of(new SpoiltHead(loss, 1, 1.5), x, w, labels);
        onlyWrong(wrong, "features", 0, 1);
        // the entries of the cones differ more, but they have no derivative to compare with
        assertEquals(0, wrong.worst().row());
        assertEquals(Verdict.WRONG, wrong.worst().verdict());
        Report fault = report(new SpoiltHead(loss, 1, 1.5));
        assertFalse(fault.toString().contains("\n  at a kink"), fault::toString);
    }
}
