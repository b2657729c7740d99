package io.github.marginloss.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The first evaluation of a program loads few classes, because each takes time to find, verify and compile. They are
 * counted in a process that has loaded none before.
 */
class LoadedClassesTest {

    /**
     * The number of classes that JDK 25 loads. JDK 17 loads fewer, because its kernels need one class less. Eight of
     * the classes hold values that one pass hands to the next, because passes can also run one by one, over shards.
     */
    private static final int MOST = 91;

    /** One loss of 3 samples, 4 features and 5 classes, with all gradients. */
    public static void main(String[] arguments) {
        Loss loss = new ArcFace();
        Batch batch = Batch.random(loss.uses(), 3, 4, 5, 1);
        Gradients gradients = Gradients.like(batch.features(), batch.parameters());
        loss.evaluate(batch.features(), batch.parameters(), batch.labels(), new double[3], gradients);
    }

    @Test
    void oneEvaluationLoadsFewClasses() throws Exception {
        List<String> loaded = loaded();
        assertTrue(loaded.contains(ArcFace.class.getName()), loaded::toString);
        // and no class for floats
        assertTrue(loaded.stream().noneMatch(name -> name.contains("Float")), loaded::toString);
        assertTrue(loaded.size() <= MOST, () -> loaded.size() + " classes:\n" + String.join("\n", loaded));
    }

    /** The loaded classes of the library itself, without its tests and without the classes of lambdas. */
    private static List<String> loaded() throws Exception {
        String source =
                " source: " + Loss.class.getProtectionDomain().getCodeSource().getLocation();
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xlog:class+load=info:stdout:none",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LoadedClassesTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // read before waiting for the end, because the log is longer than a pipe holds
            String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            return Stream.of(log.split("\\R"))
                    .filter(line -> line.endsWith(source))
                    .map(line -> line.substring(0, line.length() - source.length()))
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
