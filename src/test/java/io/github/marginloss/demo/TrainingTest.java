package io.github.marginloss.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.CosFace;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.data.Samples;
import io.github.marginloss.demo.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {

    private static final Split SPLIT = Split.ofSamples(Digits.embedded(), 4);
    private static final Budget BUDGET = Budget.ofEpochs(2, SPLIT.train());

    static Stream<Named<Recipe>> recipes() {
        return named(Recipe.five(16));
    }

    static Stream<Named<Recipe>> adaptive() {
        return named(AdaptiveRecipes.all(16));
    }

    private static Stream<Named<Recipe>> named(List<Recipe> recipes) {
        return recipes.stream().map(recipe -> Named.of(recipe.name(), recipe));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aShortTrainingBeatsChanceAndIsTheSameAgain(Recipe recipe) {
        Training training = new Training(16, BUDGET, 9, Storage.DOUBLE);
        AtomicInteger steps = new AtomicInteger();
        Trained first = training.run(recipe, SPLIT.train(), steps::incrementAndGet);
        assertEquals(BUDGET.steps(), steps.get());
        assertTrue(first.accuracy(SPLIT.test()) > 0.5, () -> "accuracy " + first.accuracy(SPLIT.test()));

        Trained second = training.run(recipe, SPLIT.train(), () -> {});
        assertArrayEquals(
                first.features(SPLIT.test().inputs()).data,
                second.features(SPLIT.test().inputs()).data);
        assertArrayEquals(first.parameters().weights().data, second.parameters().weights().data);
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void adaptiveMarginsBeatChance(Recipe recipe) {
        Trained trained = new Training(16, BUDGET, 9, Storage.DOUBLE).run(recipe, SPLIT.train(), () -> {});
        assertTrue(trained.accuracy(SPLIT.test()) > 0.5, () -> "accuracy " + trained.accuracy(SPLIT.test()));
    }

    /** Some margins are drawn at random, and some depend on earlier steps. */
    @ParameterizedTest
    @MethodSource("adaptive")
    void adaptiveMarginsAreTheSameAgain(Recipe recipe) {
        Samples all = SPLIT.train();
        DMatrixRMaj pixels = CommonOps_DDRM.extract(all.inputs(), 0, 192, 0, all.inputs().numCols);
        Samples few = new Samples(pixels, Arrays.copyOf(all.labels(), 192), all.classes());
        for (Storage storage : Storage.values()) {
            Training training = new Training(16, Budget.ofEpochs(1, few), 9, storage);
            double[] first = training.run(recipe, few, () -> {}).parameters().weights().data;
            assertArrayEquals(
                    first, training.run(recipe, few, () -> {}).parameters().weights().data);
            Training other = new Training(16, Budget.ofEpochs(1, few), 10, storage);
            assertFalse(Arrays.equals(
                    first, other.run(recipe, few, () -> {}).parameters().weights().data));
        }
    }

    /** A short training run in floats is close to the one in doubles, and stores only floats. */
    @ParameterizedTest
    @MethodSource("recipes")
    void floatsAreStored(Recipe recipe) {
        Trained doubles = new Training(16, BUDGET, 9, Storage.DOUBLE).run(recipe, SPLIT.train(), () -> {});
        Trained floats = new Training(16, BUDGET, 9, Storage.FLOAT).run(recipe, SPLIT.train(), () -> {});
        DMatrixRMaj before = doubles.features(SPLIT.test().inputs());
        DMatrixRMaj after = floats.features(SPLIT.test().inputs());
        double moved = SpecializedOps_DDRM.diffNormF(after, before) / NormOps_DDRM.normF(before);
        assertTrue(moved > 0 && moved < 1e-3, () -> "moved by " + moved);
        for (Kind kind : Kind.values()) {
            DMatrixRMaj learned = floats.parameters().get(kind);
            assertEquals(doubles.parameters().get(kind) == null, learned == null);
            assertTrue(learned == null || Arrays.stream(learned.data).allMatch(v -> v == (float) v));
        }
        assertEquals(doubles.accuracy(SPLIT.test()), floats.accuracy(SPLIT.test()), 0.02);
        assertEquals(0, doubles.classes().lost());
        assertTrue(floats.classes().lost() < 0.2);
    }

    @Test
    void bothTablesAndWhatChanged() {
        Samples samples = Digits.embedded();
        Options options = Options.parse("--float", "--epochs", "1", "--loss", "softmax");
        ClosedSet.Report report = new ClosedSet(options, samples).run();
        for (Storage storage : options.storages()) {
            String table = report.tables().get(storage).toString();
            assertEquals(2, table.lines().count(), table);
        }
        String changes = report.changes().orElseThrow().toString();
        assertTrue(
                changes.lines()
                        .skip(1)
                        .findFirst()
                        .orElse("")
                        .matches("Softmax +\\d+ +[0-9.]+ +[0-9.]+ +\\d+ +[0-9.]+"),
                changes);
        Options plain = Options.parse("--epochs", "1", "--loss", "softmax");
        assertEquals(Optional.empty(), new ClosedSet(plain, samples).run().changes());
    }

    @Test
    void schedulesBeginGentlyAndEndInFull() {
        assertEquals(new SphereFace(4, 1000), Recipe.sphereFace().schedule().at(state(0, 2520)));
        assertEquals(new SphereFace(4, 5), Recipe.sphereFace().schedule().at(state(2519, 2520)));
        assertEquals(new CosFace(4, 0), Recipe.cosFace(16).schedule().at(state(0, 1000)));
        assertEquals(new CosFace(30, 0.35), Recipe.cosFace(16).schedule().at(state(600, 1000)));
        assertEquals(new CosFace(30, 0.15), Recipe.cosFace(2).schedule().at(state(999, 1000)));
        assertEquals(new ArcFace(17, 0.25), Recipe.arcFace().schedule().at(state(300, 1000)));
    }

    @Test
    void adaptiveMarginsAreMadeOfWhatTheStepKnows() {
        State end = state(1000, 1000);
        assertEquals(
                new LabelSmoothing(new ArcFace(30, 0.5), 0.1),
                AdaptiveRecipes.smoothing().schedule().at(end));
        assertEquals(
                new MarginSoftmax(Scale.fixed(30), ClassMargins.angular(0.4, 0.5)),
                AdaptiveRecipes.classMargins().schedule().at(end));
        assertEquals(
                new AdaFace(30, 0.4, 0.333, end.norms()),
                AdaptiveRecipes.adaFace(16).schedule().at(end));
        MagFace.Range range = new MagFace.Range(4, 60, 0.45, 0.8);
        assertEquals(
                new MagFace(30, range, 1.5 * MagFace.leastLambda(30, range)),
                AdaptiveRecipes.magFace(16).schedule().at(end));
        ElasticFace drawn =
                (ElasticFace) AdaptiveRecipes.elasticFace().schedule().at(state(1000, 1000));
        assertArrayEquals(ElasticFace.draw(0.5, 0.05, 3, new Random(6)), drawn.margins());
        double[] sorted =
                ((ElasticFace) AdaptiveRecipes.elasticFacePlus().schedule().at(end)).margins();
        // the sample that is nearest to its class has the smallest margin
        assertTrue(sorted[1] < sorted[2] && sorted[2] < sorted[0]);
    }

    /** Three samples of two classes; the first is the more frequent one. */
    private static State state(int step, int steps) {
        double[] cosines = {-0.5, 0.9, 0.1};
        return State.start(steps, new int[] {9, 4}, new Random(6))
                .with(step, 3, new NormStatistics(8, 2), () -> cosines);
    }

    @Test
    void tablesLineUp() {
        Table table = new Table("loss", "%");
        table.row("Softmax", Table.number(97.44, 1));
        table.row("x", "1");
        String line = System.lineSeparator();
        assertEquals("loss        %" + line + "Softmax  97.4" + line + "x           1" + line, table.toString());
    }
}
