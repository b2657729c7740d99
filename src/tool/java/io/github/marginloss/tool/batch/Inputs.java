package io.github.marginloss.tool.batch;

import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import io.github.marginloss.tool.npz.NpzFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arrays of a batch. Their headers have been read, but not their numbers.
 *
 * @param file the file that they come from, for messages
 * @param arrays the arrays by their names
 * @param asked the loss that the file itself asks for, as golden cases do; null = none
 * @param stem the default path of the answer, without .reference.npz
 * @param resource closed when the arrays have been read
 */
public record Inputs(String file, Map<String, ArraySource> arrays, Asked asked, Path stem, AutoCloseable resource)
        implements AutoCloseable {

    /**
     * Opens a file: an .npz, or golden cases. Its first bytes tell which.
     *
     * @param file the file
     * @param id the name of the golden case; null = not given
     * @return its arrays
     * @throws Refusal if it cannot be read, or holds something else
     */
    public static Inputs open(Path file, String id) {
        String start = start(file);
        if (start.startsWith("#") || start.startsWith("case ")) {
            return GoldenText.open(file, id);
        }
        if (id != null) {
            throw new Refusal(file + " has no cases: --case expects a file in the golden format");
        }
        if (start.startsWith("\u0093NUMPY")) {
            throw new Refusal(file + " is a single array: named arrays expected, as in X=x.npy W=w.npy y=y.npy");
        }
        if (!start.startsWith("PK")) {
            throw new Refusal(file
                    + " is neither an .npz file nor golden cases, judging by its first bytes: a file written by"
                    + " np.savez(\"batch.npz\", X=x, W=w, y=y) expected");
        }
        NpzFile npz = NpzFile.open(file);
        try {
            Map<String, ArraySource> arrays = npz.arrays(Names::isKnown);
            Names.requireKnown(arrays.keySet(), file);
            return new Inputs(file.toString(), arrays, null, stem(file, ""), npz);
        } catch (RuntimeException e) {
            npz.close();
            throw e;
        }
    }

    /**
     * Opens arrays that are separate files.
     *
     * @param files the files by the names of the arrays. Not modified.
     * @return the arrays
     * @throws Refusal if one cannot be read
     */
    public static Inputs open(Map<String, Path> files) {
        Names.requireKnown(files.keySet(), "the command line");
        Map<String, ArraySource> arrays = new LinkedHashMap<>();
        files.forEach((name, file) -> arrays.put(name, NpzFile.single(file, name)));
        Path first = files.containsKey("X")
                ? files.get("X")
                : files.values().iterator().next();
        return new Inputs("the command line", arrays, null, stem(first, ""), () -> {});
    }

    /** The first eight bytes, each as a character. */
    private static String start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new Refusal(
                    Files.isDirectory(file)
                            ? file + " is a folder: a file expected"
                            : Files.exists(file)
                                    ? file + " cannot be read: a readable file expected"
                                    : "there is no file " + file,
                    e);
        }
    }

    /** The answer to batch.npz is batch.reference.npz. */
    static Path stem(Path file, String id) {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return file.resolveSibling(name + id);
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
