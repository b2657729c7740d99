package io.github.marginloss.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where checkpoints go: what the user says, or a temporary folder of this machine, which is deleted in the end.
 *
 * @param uri where it is
 * @param temporary the folder to be deleted
 */
record CheckpointFolder(String uri, Optional<Path> temporary) implements AutoCloseable {

    /** Without slashes at the end, so that messages have none twice. */
    CheckpointFolder {
        uri = uri.replaceFirst("(?<=[^/:])/+$", "");
    }

    static CheckpointFolder of(Options options) {
        if (options.checkpoint().isPresent()) {
            return new CheckpointFolder(options.checkpoint().get(), Optional.empty());
        }
        try {
            Path folder = Files.createTempDirectory("marginloss-checkpoints");
            return new CheckpointFolder(folder.toUri().toString(), Optional.of(folder));
        } catch (IOException e) {
            throw new UserException("cannot make a temporary folder for checkpoints: " + Failure.reason(e)
                    + ": --checkpoint DIR expected, or -Djava.io.tmpdir=DIR");
        }
    }

    @Override
    public void close() {
        temporary.ifPresent(CheckpointFolder::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserException("cannot delete the temporary folder " + folder + ": " + Failure.reason(e)
                    + ": it is no longer needed");
        }
    }
}
