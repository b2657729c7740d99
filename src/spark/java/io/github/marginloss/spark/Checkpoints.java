package io.github.marginloss.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The checkpoints of a training: a folder each, with a file for each shard, which its task writes. The format is our own,
 * because Spark's checkpoints of an RDD carry neither a checksum nor what they are of, and are Java's serialized form of
 * classes that may change. The newest two are kept.
 */
final class Checkpoints {

    private static final String HEAD = "/head";
    private static final int KEPT = 2;

    private final JavaSparkContext spark;
    private final Folder folder;

    /**
     * Looks into a folder.
     *
     * @param uri where the checkpoints are; all executors must see it
     */
    Checkpoints(JavaSparkContext spark, String uri) {
        this.spark = spark;
        folder = Folder.of(spark, uri);
    }

    /** What is done with files, and fails only where a file system does. */
    private interface Access<T> {
        T get() throws IOException;
    }

    private <T> T access(Access<T> access) {
        try {
            return access.get();
        } catch (IOException e) {
            throw new UserException("--checkpoint " + folder.uri() + ": " + e.getMessage());
        }
    }

    /**
     * Finds the newest complete checkpoint.
     *
     * @throws UserException if it is broken, or the folder cannot be read
     */
    Optional<Checkpoint> newest() {
        List<String> complete = access(this::complete);
        return complete.isEmpty() ? Optional.empty() : Optional.of(head(complete.get(0)));
    }

    /** {@return the names of complete checkpoints, the newest first} */
    private List<String> complete() throws IOException {
        return folder.names().stream()
                .filter(name -> name.startsWith("step-"))
                .filter(name -> access(() -> folder.has(name + HEAD)))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private Checkpoint head(String name) {
        try (DataInputStream in = folder.read(name + HEAD)) {
            return Checkpoint.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw broken(name + HEAD, e.getMessage());
        }
    }

    private UserException broken(String file, String why) {
        return new UserException("checkpoint " + folder.uri() + "/" + file + " is broken: " + why + "; delete "
                + folder.uri() + "/" + file.split("/")[0] + " to go on from the checkpoint before it");
    }

    /** Writes the shards, each by its own task, then the head. */
    Checkpoint write(JavaRDD<ShardState> shards, long step, Shape shape) {
        Checkpoint checkpoint = new Checkpoint(step, shape);
        Folder to = folder;
        shards.foreach(shard -> to.write(
                checkpoint.file(shard.number()), out -> new ShardFile(checkpoint, shard.number()).write(shard, out)));
        access(() -> {
            byte[] head = checkpoint.text().getBytes(StandardCharsets.UTF_8);
            folder.write(checkpoint.folder() + HEAD, out -> out.write(head));
            for (String old : complete().stream().skip(KEPT).toList()) {
                folder.delete(old);
            }
            return null;
        });
        return checkpoint;
    }

    /** {@return the shards that have been written; Spark reads one again whenever it needs it again} */
    JavaRDD<ShardState> read(Checkpoint checkpoint) {
        Folder from = folder;
        return Training.numbers(spark, checkpoint.shape().shards()).map(number -> read(from, checkpoint, number));
    }

    private static ShardState read(Folder from, Checkpoint checkpoint, int number) {
        try (DataInputStream in = from.read(checkpoint.file(number))) {
            return new ShardFile(checkpoint, number).read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(checkpoint.file(number) + ": " + e.getMessage(), e);
        }
    }

    /** A file that is not what has been written. */
    private record Fault(String file, String why) implements Serializable {}

    /**
     * Requires that every shard is what has been written. Spark would try a failing task again, and then say that a job
     * was aborted; so faults are results here.
     *
     * @throws UserException if one is not
     */
    void verify(Checkpoint checkpoint) {
        Folder from = folder;
        List<Fault> faults = Training.numbers(spark, checkpoint.shape().shards())
                .map(number -> fault(from, checkpoint, number))
                .filter(Objects::nonNull)
                .collect();
        if (!faults.isEmpty()) {
            throw broken(faults.get(0).file(), faults.get(0).why());
        }
    }

    private static Fault fault(Folder from, Checkpoint checkpoint, int number) {
        try {
            read(from, checkpoint, number);
            return null;
        } catch (UncheckedIOException e) {
            return new Fault(checkpoint.file(number), e.getCause().getMessage());
        }
    }
}
