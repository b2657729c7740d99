package io.github.marginloss.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.SphereFace;
import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.data.Split;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {

    private static final Split SPLIT = Split.ofImages(Digits.embedded(), 4);
    private static final int EPOCHS = 2;

    static Stream<Named<Recipe>> recipes() {
        return Recipe.all(16).stream().map(recipe -> Named.of(recipe.name(), recipe));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aShortTrainingBeatsChanceAndIsTheSameAgain(Recipe recipe) {
        Training training = new Training(16, EPOCHS, 9, Storage.DOUBLE);
        AtomicInteger epochs = new AtomicInteger();
        Trained first = training.run(recipe, SPLIT.train(), epochs::incrementAndGet);
        assertEquals(EPOCHS, epochs.get());
        assertTrue(first.accuracy(SPLIT.test()) > 0.5, () -> "accuracy " + first.accuracy(SPLIT.test()));

        Trained second = training.run(recipe, SPLIT.train(), () -> {});
        assertArrayEquals(
                first.features(SPLIT.test().pixels()).data,
                second.features(SPLIT.test().pixels()).data);
        assertArrayEquals(first.parameters().weights().data, second.parameters().weights().data);
    }

    /** A short training in floats is close to the one in doubles, and keeps nothing but floats. */
    @ParameterizedTest
    @MethodSource("recipes")
    void floatsAreStored(Recipe recipe) {
        Trained doubles = new Training(16, EPOCHS, 9, Storage.DOUBLE).run(recipe, SPLIT.train(), () -> {});
        Trained floats = new Training(16, EPOCHS, 9, Storage.FLOAT).run(recipe, SPLIT.train(), () -> {});
        DMatrixRMaj before = doubles.features(SPLIT.test().pixels());
        DMatrixRMaj after = floats.features(SPLIT.test().pixels());
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
        Digits digits = Digits.embedded();
        Options options = Options.parse("--float", "--epochs", "1", "--loss", "softmax");
        ClosedSet.Report report = new ClosedSet(options, digits).run();
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
        assertEquals(Optional.empty(), new ClosedSet(plain, digits).run().changes());
    }

    @Test
    void schedulesBeginGentlyAndEndInFull() {
        assertEquals(new SphereFace(4, 1000), Recipe.sphereFace().schedule().at(0, 2520));
        assertEquals(new SphereFace(4, 5), Recipe.sphereFace().schedule().at(2519, 2520));
        assertEquals(new CosFace(4, 0), Recipe.cosFace(16).schedule().at(0, 1000));
        assertEquals(new CosFace(30, 0.35), Recipe.cosFace(16).schedule().at(600, 1000));
        assertEquals(new CosFace(30, 0.15), Recipe.cosFace(2).schedule().at(999, 1000));
        assertEquals(new ArcFace(17, 0.25), Recipe.arcFace().schedule().at(300, 1000));
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
