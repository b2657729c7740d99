package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the program ends when memory is full, in a process of its own. */
class FullMemoryTest {

    private record Ended(int code, String said) {}

    private static Ended run(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m", // Spark wants 450
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void onTheDriverItIsOneMessage() throws Exception {
        Ended ended = run("--classes 1 --dimension 2147483639 --batch 1 --steps 1");
        assertEquals(2, ended.code(), ended.said());
        assertTrue(ended.said().contains("spark: it failed: OutOfMemoryError: Java heap space; "), ended.said());
        assertTrue(ended.said().contains("--driver-memory 8g"), ended.said());
        assertTrue(!ended.said().contains("Exception in thread"), ended.said());
    }

    @Test
    void inATaskItIsSparkThatEndsTheProcess() throws Exception {
        Ended ended = run("--classes 10000000 --shards 1 --batch 1 --steps 1");
        assertEquals(52, ended.code(), ended.said());
        assertTrue(ended.said().contains("Java heap space"), ended.said());
    }
}
