package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training goes on from a checkpoint as if it had never ended, and not at all from one that is broken. */
@ExtendWith(TestSpark.class)
class CheckpointTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aCheckpointGoesOnWithTheSameBits(ClassRows.Storage storage, JavaSparkContext spark) {
        try (Training whole = TestTrainings.start(spark, folder, storage);
                Training first = TestTrainings.start(spark, folder, storage)) {
            TestTrainings.steps(spark, whole, 4);
            TestTrainings.steps(spark, first, 4);
            first.checkpoint();
            try (Training second = resume(spark)) {
                assertEquals(4, second.steps());
                assertEquals(TestTrainings.steps(spark, whole, 3), TestTrainings.steps(spark, second, 3));
                assertEquals(TestTrainings.numbers(whole), TestTrainings.numbers(second));
            }
        }
    }

    private Training resume(JavaSparkContext spark) {
        Checkpoints checkpoints = new Checkpoints(spark, folder.toString());
        return Training.resume(
                spark,
                TestTrainings.settings(),
                checkpoints,
                checkpoints.newest().orElseThrow());
    }

    /** What can happen to a file, and what is said about it. */
    enum Harm {
        FLIPPED("step-000000000001-classes-0000000200/shard-000003 is broken: its numbers do not have its checksum") {
            @Override
            void harm(Path checkpoint) throws IOException {
                Path file = checkpoint.resolve("shard-000003");
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                write(file, bytes);
            }
        },
        CUT("step-000000000001-classes-0000000200/shard-000003 is broken: it ends too early") {
            @Override
            void harm(Path checkpoint) throws IOException {
                Path file = checkpoint.resolve("shard-000003");
                byte[] bytes = Files.readAllBytes(file);
                write(file, Arrays.copyOf(bytes, bytes.length - 100));
            }
        },
        LENGTHENED("step-000000000001-classes-0000000200/shard-000003 is broken: it goes on after its checksum") {
            @Override
            void harm(Path checkpoint) throws IOException {
                Path file = checkpoint.resolve("shard-000003");
                byte[] bytes = Files.readAllBytes(file);
                write(file, Arrays.copyOf(bytes, bytes.length + 1));
            }
        },
        EXCHANGED(
                "step-000000000001-classes-0000000200/shard-000003 is broken: it does not begin as shard 3 of this checkpoint does") {
            @Override
            void harm(Path checkpoint) throws IOException {
                write(checkpoint.resolve("shard-000003"), Files.readAllBytes(checkpoint.resolve("shard-000004")));
            }
        },
        MISSING("step-000000000001-classes-0000000200/shard-000003 is broken: it is missing; delete ") {
            @Override
            void harm(Path checkpoint) throws IOException {
                Files.delete(checkpoint.resolve("shard-000003"));
            }
        },
        OTHER_HEAD(
                "step-000000000001-classes-0000000200/head is broken: it does not begin as one of format marginloss-head-2 does") {
            @Override
            void harm(Path checkpoint) throws IOException {
                write(checkpoint.resolve("head"), new byte[] {1, 2, 3});
            }
        },
        CHANGED_HEAD("head is broken: its lines do not have its checksum") {
            @Override
            void harm(Path checkpoint) throws IOException {
                String head = Files.readString(checkpoint.resolve("head"));
                write(
                        checkpoint.resolve("head"),
                        head.replace("learning-rate=2.0", "learning-rate=3.0").getBytes(StandardCharsets.UTF_8));
            }
        },
        CUT_HEAD("head is broken: its lines do not have its checksum") {
            @Override
            void harm(Path checkpoint) throws IOException {
                byte[] bytes = Files.readAllBytes(checkpoint.resolve("head"));
                write(checkpoint.resolve("head"), Arrays.copyOf(bytes, bytes.length / 2));
            }
        };

        private final String message;

        Harm(String message) {
            this.message = message;
        }

        abstract void harm(Path checkpoint) throws IOException;

        /** As a disk or a copy would, unseen by Hadoop's own checksums. */
        private static void write(Path file, byte[] bytes) throws IOException {
            Files.write(file, bytes);
            Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenCheckpointIsRefused(Harm harm, JavaSparkContext spark) throws IOException {
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.FLOAT)) {
            TestTrainings.steps(spark, training, 1);
            training.checkpoint();
            harm.harm(folder.resolve("step-000000000001-classes-0000000200"));
        }
        String message = assertThrows(UserException.class, () -> resume(spark)).getMessage();
        assertTrue(message.contains(harm.message), message);
        assertTrue(message.endsWith(
                "delete " + folder + "/step-000000000001-classes-0000000200 to go on from the checkpoint before it"));
    }

    @Test
    void twoAreKeptAndWhatHasNoHeadIsNone(JavaSparkContext spark) throws IOException {
        Files.createDirectories(folder.resolve("step-000000000000-classes-0000000200")); // of a run that was cut off
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.FLOAT)) {
            for (int k = 0; k < 4; k++) {
                TestTrainings.steps(spark, training, 1);
                training.checkpoint();
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("step-000000000003-classes-0000000200", "step-000000000004-classes-0000000200"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        Files.delete(folder.resolve("step-000000000004-classes-0000000200/head"));
        try (Training training = resume(spark)) {
            assertEquals(3, training.steps());
        }
    }

    @Test
    void aCopyWithAnotherNameIsNoCheckpoint(JavaSparkContext spark) throws IOException {
        Path copy = folder.resolve("step-000000000001-classes-0000000200-backup");
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.FLOAT)) {
            TestTrainings.steps(spark, training, 1);
            Path written = folder.resolve(training.checkpoint().folder());
            Files.createDirectories(copy);
            Files.copy(written.resolve("head"), copy.resolve("head"));
            Files.createDirectories(folder.resolve("step-of-mine"));
            for (int k = 0; k < 3; k++) {
                TestTrainings.steps(spark, training, 1);
                training.checkpoint();
            }
        }
        assertTrue(Files.exists(copy.resolve("head")));
        assertTrue(Files.exists(folder.resolve("step-of-mine")));
        Path last = folder.resolve("step-000000000004-classes-0000000200");
        Files.move(last, folder.resolve(last.getFileName() + "-backup"));
        try (Training training = resume(spark)) {
            assertEquals(3, training.steps());
        }
    }
}
