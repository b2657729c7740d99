package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Batch;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.check.Entry.Output;
import io.github.marginloss.check.Entry.Verdict;
import java.util.Set;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/**
 * A report says what was not written, how many entries of which matrix are wrong, and whether the check is conclusive.
 */
class ReportTest {

    /** Softmax with a bias. The code of a test changes its right gradients. */
    private record Handled(Consumer<Gradients[]> hands) implements Loss {
        private static final long serialVersionUID = 1;

        /** Receives the right gradients, and the gradients to be written. */
        @Override
        public double evaluate(DMatrixRMaj x, Parameters p, int[] y, double[] losses, Gradients gradients) {
            if (gradients != null) {
                Gradients right = Gradients.like(x, p);
                new Softmax().evaluate(x, p, y, null, right);
                hands.accept(new Gradients[] {right, gradients});
            }
            return new Softmax().evaluate(x, p, y, losses, null);
        }

        @Override
        public Loss withReduction(Reduction reduction) {
            return this;
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return new Softmax().uses();
        }
    }

    /** Three samples of two features, four classes. */
    private static Report report(Consumer<Gradients[]> hands) {
        Loss loss = new Handled(hands);
        Batch batch = Batch.random(loss.uses(), 3, 2, 4, 21);
        return GradientCheck.of(loss, batch.features(), batch.parameters(), batch.labels());
    }

    private static void write(Gradients[] of) {
        of[1].features().setTo(of[0].features());
        of[1].weights().setTo(of[0].weights());
        of[1].bias().setTo(of[0].bias());
    }

    private static void says(String text, Report report) {
        assertTrue(report.toString().contains(text), report::toString);
    }

    private static long count(Report report, Output output) {
        return report.entries().stream()
                .filter(entry -> entry.output() == output)
                .count();
    }

    @Test
    void whatWasNotWrittenIsCalledThat() {
        Report report = report(of -> {
            of[1].features().setTo(of[0].features());
            of[1].weights().setTo(of[0].weights());
        });
        assertEquals(4, report.count(Verdict.WRONG), report::toString);
        assertEquals(4, count(report, Output.NOT_WRITTEN));
        says("14 right, 4 wrong (4 of bias), ", report);
        says("\n  not written: 4 of bias", report);
        says("worst: bias[0, 0] was not written, the finite difference ", report);
        assertFalse(report.toString().contains("NaN"), report::toString);
    }

    @Test
    void whatWasAddedIsCalledThat() {
        Report report = report(of -> {
            DMatrixRMaj weights = of[1].weights().copy();
            write(of);
            CommonOps_DDRM.add(weights, of[0].weights(), of[1].weights());
        });
        assertEquals(8, report.count(Verdict.WRONG), report::toString);
        assertEquals(8, count(report, Output.ADDED_TO));
        says("\n  added to the previous value: 8 of weights", report);
        says("worst: weights[0, 0] was added to the previous value, not written, ", report);
    }

    /**
     * A NaN that the loss has computed counts as written and is shown; entries that were not written are still
     * distinguished from it.
     */
    @Test
    void aNaNOfTheLossItself() {
        Report report = report(of -> {
            write(of);
            of[1].features().data[3] = Double.NaN;
        });
        assertEquals(1, report.count(Verdict.WRONG), report::toString);
        assertEquals(report.entries().size(), count(report, Output.WRITTEN));
        says("worst: features[1, 1] is NaN, the finite difference ", report);
        Report both = report(of -> {
            double before = of[1].bias().data[2];
            write(of);
            of[1].features().data[3] = Double.NaN;
            of[1].bias().data[2] = before;
        });
        assertEquals(2, both.count(Verdict.WRONG), both::toString);
        assertEquals(1, count(both, Output.NOT_WRITTEN));
        says("2 wrong (1 of features, 1 of bias)", both);
    }

    @Test
    void wrongEntriesAreCountedPerMatrix() {
        Report report = report(of -> {
            write(of);
            of[1].features().data[0] *= 1.01;
            of[1].features().data[5] *= 1.01;
            of[1].weights().data[6] *= 1.01;
        });
        says("15 right, 3 wrong (2 of features, 1 of weights), 0 at a kink, 0 unseen", report);
        says("18 right, 0 wrong, 0 at a kink", report(ReportTest::write));
        assertFalse(report.passed());
    }

    private static Report own(Own own, double... row) {
        Parameters none = new Parameters(null, null, null);
        return GradientCheck.of(own, new DMatrixRMaj(new double[][] {row}), none, new int[] {0});
    }

    /** A check that compared less than half of the entries does not pass, and its report says why. */
    @Test
    void muchThatIsUnseenDoesNotPass() {
        // with L = 1e9, the check resolves a slope of 1, but not a slope of 1e-9 in another row
        DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{0.3}, {1.7}, {-1.2}, {-0.7}, {-2}});
        Own own = new Own(v -> v > 0 ? 1e6 + v : 1e-10 * v, v -> v > 0 ? 1 : 2e-10, 1);
        Parameters none = new Parameters(null, null, null);
        Report few = GradientCheck.of(own, rows, none, new int[5]);
        assertEquals(2, few.count(Verdict.RIGHT), few::toString);
        assertEquals(3, few.count(Verdict.UNSEEN), few::toString);
        assertFalse(few.passed() || few.conclusive(), few::toString);
        assertTrue(few.toString().startsWith("mostly uncompared gradients of "), few::toString);
        says("\n  not passed: fewer than half of the entries that have a derivative could be compared", few);
        DMatrixRMaj balanced = new DMatrixRMaj(new double[][] {{0.3}, {1.7}, {-1.2}, {-0.7}});
        Report half = GradientCheck.of(own, balanced, none, new int[4]);
        assertEquals(2, half.count(Verdict.UNSEEN), half::toString);
        assertTrue(half.passed() && half.conclusive(), half::toString);
    }

    /**
     * At a kink there is nothing to compare with. Many such entries do not make a check fail, unless there are no
     * others.
     */
    @Test
    void kinksDoNotCountUnlessThereIsNothingElse() {
        Own absolute = new Own(Math::abs, v -> v > 0 ? 1 : -1, 1);
        Report most = own(absolute, 0, 0, 0, 0.5);
        assertEquals(3, most.count(Verdict.AT_A_KINK), most::toString);
        assertTrue(most.passed(), most::toString);
        Report all = own(absolute, 0, 0, 0);
        assertEquals(3, all.count(Verdict.AT_A_KINK), all::toString);
        assertFalse(all.passed() || all.conclusive(), all::toString);
        assertTrue(all.toString().startsWith("uncompared gradients of "), all::toString);
    }

    @Test
    void nothingButWrongIsConclusive() {
        Report report = own(new Own(Math::sin, v -> -Math.cos(v), 1), 0.3, 0.7);
        assertTrue(report.conclusive() && !report.passed(), report::toString);
        assertTrue(report.toString().startsWith("WRONG gradients of "), report::toString);
    }
}
