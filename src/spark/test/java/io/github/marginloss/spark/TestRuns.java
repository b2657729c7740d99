package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs of the program in this process. */
final class TestRuns {

    private TestRuns() {}

    /** Returns the lines that it prints. */
    static List<String> run(JavaSparkContext spark, String arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Run(spark, Options.parse(arguments.split(" ")), out).train();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns what it says when it fails. */
    static String failure(JavaSparkContext spark, String arguments) {
        return Failure.message(assertThrows(Exception.class, () -> run(spark, arguments)));
    }

    /** Returns the content of a checkpoint without Hadoop's own checksums. */
    static Map<String, List<Byte>> files(Path checkpoint) throws IOException {
        Map<String, List<Byte>> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(checkpoint)) {
            for (Path file :
                    found.filter(name -> !name.toString().endsWith(".crc")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Byte[] boxed = new Byte[bytes.length];
                Arrays.setAll(boxed, k -> bytes[k]);
                files.put(file.getFileName().toString(), List.of(boxed));
            }
        }
        return files;
    }
}
