package io.github.marginloss.tool;

import io.github.marginloss.tool.npz.ArraySource;
import io.github.marginloss.tool.npz.NpzFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs the tool like a process: status, standard output and standard error. */
record Tool(int status, String out, String err) {

    static final double[][] X = {{1, 2, 0.5}, {-1, 0.25, 3}, {0.1, -2, 1}};
    static final double[][] W = {{1, 0, 0}, {0.5, 1, -1}, {-1, 2, 0.25}, {0, -1, 1}};
    static final double[] Y = {0, 3, 2};

    static Tool run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Tool(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** X, W and y, to which more may be added. */
    static Zip batch() {
        return new Zip()
                .store("X.npy", Npy.matrix(X))
                .store("W.npy", Npy.matrix(W))
                .store("y.npy", Npy.vector("<i8", Y));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All arrays of a file, read. */
    static Map<String, double[]> read(Path file) {
        Map<String, double[]> numbers = new TreeMap<>();
        try (NpzFile npz = NpzFile.open(file)) {
            Map<String, ArraySource> arrays = npz.arrays(name -> true);
            arrays.forEach((name, array) -> numbers.put(name, array.read()));
        }
        return numbers;
    }
}
