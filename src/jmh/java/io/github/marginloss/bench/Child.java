package io.github.marginloss.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs this program in processes whose only flag, if any, is the module of the vectors. */
final class Child {

    /** The module of the vectors. */
    static final String MODULE = "jdk.incubator.vector";

    private Child() {}

    /** Starts a process whose output can be read. */
    static Process start(boolean vectors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (vectors) {
            command.addAll(List.of("--add-modules", MODULE));
        }
        command.addAll(List.of("-Dai.djl.offline=true", "-cp", System.getProperty("java.class.path")));
        command.add(Bench.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs a process to its end, and returns its output. */
    static String output(boolean vectors, String... arguments) throws IOException, InterruptedException {
        Process process = start(vectors, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " ended with " + process.exitValue());
        }
        return out;
    }
}
