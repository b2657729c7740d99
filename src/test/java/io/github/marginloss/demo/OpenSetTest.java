package io.github.marginloss.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import io.github.marginloss.demo.OpenSetResult.Outcome;
import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.measure.Verification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class OpenSetTest {

    private static final Verification RAW = new Verification(0.9, 0.5, 0.4);

    private static List<Outcome> outcomes(double... tars) {
        return DoubleStream.of(tars)
                .mapToObj(tar -> new Outcome(new Verification(0.97, tar, 0.6), 0.99))
                .toList();
    }

    private static final OpenSetResult RESULT = new OpenSetResult(
            List.of(Recipe.softmax(), OpenSetRecipes.normalizedSoftmax(16), OpenSetRecipes.arcFace(16, 0.3)),
            List.of(RAW, RAW),
            List.of(outcomes(0.6, 0.7), outcomes(0.65, 0.75), outcomes(0.8, 0.7)));

    @Test
    void lossesAreComparedSeedBySeed() {
        assertEquals(65, RESULT.tar(0).mean(), 1e-12);
        assertEquals(5, RESULT.gain(1).mean(), 1e-12);
        assertEquals(0, RESULT.gain(1).deviation(), 1e-12);
        assertEquals(10, RESULT.gain(2).mean(), 1e-12);
        assertEquals(Math.sqrt(200), RESULT.gain(2).deviation(), 1e-12);
        assertEquals(-15, RESULT.rawGain().mean(), 1e-12);
        OpenSetResult only = RESULT.only(List.of(Recipe.softmax(), OpenSetRecipes.arcFace(16, 0.3)));
        assertEquals(RESULT.gain(2), only.gain(1));
    }

    @Test
    void theTableHasTheInputsFirst() {
        List<String> lines = RESULT.table().toString().lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.get(0).contains("TAR % at FAR 1 %") && lines.get(0).contains("TAR − Softmax"), lines.get(0));
        assertTrue(
                lines.get(1).matches("no network +90.00 ± 0.00 +50.0 ± 0.0 +40.0 ± 0.0 +-15.0 ± 7.1 *"), lines.get(1));
        assertTrue(
                lines.get(4)
                        .matches(
                                "ArcFace +s = 16, m = 0.3 +97.00 ± 0.00 +75.0 ± 7.1 +60.0 ± 0.0 +\\+10.0 ± 14.1 +99.0"),
                lines.get(4));
    }

    /** Some steps on few samples give the same results again, and those of the inputs. */
    @Test
    void splitsAreVerifiedAsTheSeedsSay() {
        List<Split> splits = new Population(3, 8, 1).splits(7, 2);
        OpenSet openSet = new OpenSet(splits, 7, 8, split -> new Budget(8, 4, 3e-3), Storage.DOUBLE);
        OpenSetResult first = openSet.run(List.of(Recipe.softmax(), OpenSetRecipes.cosFace(16, 0.2)));
        assertEquals(first.outcomes(), openSet.run(first.recipes()).outcomes());
        for (int k = 0; k < 2; k++) {
            Split split = splits.get(k);
            assertEquals(24, split.train().labels().length);
            assertEquals(200, split.test().classes());
            assertEquals(
                    Verification.of(split.test().inputs(), split.test().labels()),
                    first.raw().get(k));
        }
    }

    @Test
    void theDigitsHaveTheirPixelsBesideThem() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Demo.run(out, "--open-set", "digits", "--epochs", "1", "--seeds", "2", "--loss", "softmax");
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("1797 samples of 10 classes, 16-D features, 1 epoch, 2 seeds from 0", lines.get(0));
        assertTrue(lines.get(2).startsWith("no network") && lines.get(3).startsWith("Softmax"), lines::toString);
    }

    @Test
    void schedulesEndWhereTheTableSays() {
        State start = State.start(600, new int[] {1}, new Random(1));
        State half = start.with(300, 1, start.norms(), start.cosines());
        State end = start.with(599, 1, start.norms(), start.cosines());
        assertEquals(
                new ArcFace(8, 0), OpenSetRecipes.arcFace(30, 0.5).schedule().at(start));
        assertEquals(
                new ArcFace(30, 0.5), OpenSetRecipes.arcFace(30, 0.5).schedule().at(half));
        assertEquals(
                new CosFace(16, 0.2), OpenSetRecipes.cosFace(16, 0.2).schedule().at(end));
        assertEquals(
                new NormalizedSoftmax(Scale.fixed(16), Reduction.MEAN),
                OpenSetRecipes.normalizedSoftmax(16).schedule().at(end));
        SphereFace last = (SphereFace) OpenSetRecipes.sphereFace().schedule().at(end);
        assertEquals(new SphereFace(4, 1000 / (1 + 0.12 * 599)), last);
    }
}
