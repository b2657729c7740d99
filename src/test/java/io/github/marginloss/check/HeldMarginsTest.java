package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Center;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of losses that hold margins constant are judged right. */
class HeldMarginsTest {

    private static final MarginRule RULE = (sample, label, norm) -> new AdditiveCosine(0.1 * norm);

    static List<Loss> losses() {
        MagFace mag = new MagFace(16, new MagFace.Range(1.5, 7, 0.2, 0.8), 0.3);
        return List.of(
                new AdaFace(16, 0.4, 0.333, new NormStatistics(3, 0.7)),
                mag,
                mag.withEasyMargin(),
                new LabelSmoothing(mag, 0.1),
                new MarginSoftmax(Scale.fixed(16), RULE, Reduction.MEAN),
                new MarginSoftmax(Scale.norm(), ClassMargins.angular(0.5, -0.2, 0.1, 0, 0.3), Reduction.MEAN),
                ElasticFace.angular(16, ElasticFace.draw(0.3, 0.2, 6, new Random(1))),
                new ArcFace(16, 0.5, Reduction.MEAN.ignoring(-1)),
                Reference.of(new AdaFace(16, 0.4, 0.333, new NormStatistics(3, 0.7)))
                        .plus(1, new Softmax()),
                new LabelSmoothing(new Softmax(), 0.2).plus(0.1, new AdaFace()).plus(0.5, new Center()));
    }

    private static Batch batch(Loss loss, boolean ignored) {
        Batch batch = Batch.random(loss.uses(), 6, 4, 5, 191);
        int[] labels = batch.labels().clone();
        labels[2] = ignored ? -1 : labels[2];
        return new Batch(batch.features(), batch.parameters(), labels);
    }

    private static boolean ignores(Loss loss) {
        return loss instanceof ArcFace arc && arc.reduction().ignores(-1);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreSlopes(Loss loss) {
        Batch batch = batch(loss, ignores(loss));
        Report report = GradientCheck.of(loss, batch.features(), batch.parameters(), batch.labels());
        assertTrue(report.passed(), report::toString);
    }

    /** Only when a rule is called does it show whether the reference can read its margins. */
    @Test
    void aRuleOfPlainMargins() {
        MarginRule rule = (sample, label, norm) -> Margin.of((cos, sin) -> cos - 0.01 * norm, (cos, sin) -> -sin);
        Loss loss = new MarginSoftmax(Scale.fixed(4), rule, Reduction.MEAN);
        Batch batch = batch(loss, false);
        Report report = GradientCheck.of(loss, batch.features(), batch.parameters(), batch.labels());
        assertTrue(report.passed(), report::toString);
    }

    /** The same numbers get the same judgement, even if the loss has another name. */
    @Test
    void equalLossesHaveEqualBounds() {
        Batch batch = Batch.atAngles(new ArcFace().uses(), new double[] {Math.PI - 0.5 - 1e-6, 1, 2}, 4, 5, 192);
        double[] half = {0.5, 0.5, 0.5};
        Evaluation yours = new ArcFace(4, 0.5).backward(batch.features(), batch.parameters(), batch.labels());
        yours.gradients().weights().data[0] += 1e-12;
        MagFace flat = new MagFace(4, new MagFace.Range(1, 2, 0.5, 0.5), 0);
        List<Loss> equal = List.of(new LabelSmoothing(new ArcFace(4, 0.5), 0), ElasticFace.angular(4, half), flat);
        String judged = judgements(new ArcFace(4, 0.5), batch, yours);
        equal.forEach(loss -> assertEquals(judged, judgements(loss, batch, yours), loss::toString));
    }

    private static String judgements(Loss loss, Batch batch, Evaluation yours) {
        return Comparison.of(loss, batch.features(), batch.parameters(), batch.labels(), yours)
                .judgements()
                .toString();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theFastPathHolds(Loss loss) {
        Batch batch = batch(loss, ignores(loss));
        Comparison comparison = Comparison.of(
                loss,
                batch.features(),
                batch.parameters(),
                batch.labels(),
                loss.backward(batch.features(), batch.parameters(), batch.labels()));
        assertTrue(comparison.reaches(Grade.P), comparison::toString);
        assertEquals(Precision.DOUBLE, comparison.precision());
    }
}
