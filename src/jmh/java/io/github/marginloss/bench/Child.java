package io.github.marginloss.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of this program without any flags, but for the module of the vectors where that is wanted. */
final class Child {

    /** The module that has them. */
    static final String MODULE = "jdk.incubator.vector";

    private Child() {}

    /** Starts one; what it prints can be read. */
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

    /** Runs one to its end; returns what it printed. */
    static String output(boolean vectors, String... arguments) throws IOException, InterruptedException {
        Process process = start(vectors, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " ended with " + process.exitValue());
        }
        return out;
    }
}
