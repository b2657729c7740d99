package io.github.marginloss.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
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

    /** Requires a folder that can be written to: without one, all steps would be lost. */
    void requireWritable() {
        String probe = ".probe";
        folder.write(probe, out -> out.write(0));
        folder.delete(probe);
    }

    /** Deletes the folder with all that is in it. */
    void delete() {
        folder.delete("");
    }

    /**
     * Finds the newest complete checkpoint.
     *
     * @throws UserException if it is broken, or the folder cannot be read
     */
    Optional<Checkpoint> newest() {
        return names().stream().filter(this::isComplete).findFirst().map(this::head);
    }

    /** {@return the names of checkpoints, the newest first} */
    private List<String> names() {
        return folder.names().stream()
                .filter(name -> name.startsWith("step-"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private boolean isComplete(String name) {
        return folder.has(name + HEAD);
    }

    private Checkpoint head(String name) {
        try (DataInputStream in = folder.read(name + HEAD)) {
            return Checkpoint.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw broken(folder, name + HEAD, e);
        }
    }

    private static UserException broken(Folder folder, String file, Exception why) {
        return new UserException(
                "checkpoint " + folder.uri() + "/" + file + " is broken: " + why.getMessage() + "; delete "
                        + folder.uri() + "/" + file.split("/")[0] + " to go on from the checkpoint before it",
                why);
    }

    /** Writes the shards, each by its own task, then the head. */
    void write(JavaRDD<ShardState> shards, Checkpoint checkpoint) {
        Folder to = folder;
        shards.foreach(shard -> to.write(
                checkpoint.file(shard.number()), out -> new ShardFile(checkpoint, shard.number()).write(shard, out)));
        byte[] head = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        folder.write(checkpoint.folder() + HEAD, out -> out.write(head));
        deleteOld();
    }

    /** Deletes what is older than the newest complete ones. A head goes first, so that half a folder is never complete. */
    private void deleteOld() {
        List<String> complete = names().stream().filter(this::isComplete).toList();
        if (complete.size() > KEPT) {
            String last = complete.get(KEPT - 1);
            for (String old :
                    names().stream().filter(name -> name.compareTo(last) < 0).toList()) {
                if (isComplete(old)) {
                    folder.delete(old + HEAD);
                }
                folder.delete(old);
            }
        }
    }

    /** {@return the shards that have been written; Spark reads one again whenever it needs it again} */
    JavaRDD<ShardState> read(Checkpoint checkpoint) {
        Folder from = folder;
        return Training.numbers(spark, checkpoint.shape().shards()).map(number -> {
            try {
                return read(from, checkpoint, number);
            } catch (IOException e) {
                throw broken(from, checkpoint.file(number), e);
            }
        });
    }

    private static ShardState read(Folder from, Checkpoint checkpoint, int number) throws IOException {
        try (DataInputStream in = from.read(checkpoint.file(number))) {
            return new ShardFile(checkpoint, number).read(in);
        }
    }

    /** A file that is not what has been written. */
    private record Fault(String file, IOException why) implements Serializable {}

    /**
     * Requires that every shard is what has been written. Spark would try a failing task again, so faults are results
     * here.
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
            throw broken(from, faults.get(0).file(), faults.get(0).why());
        }
    }

    private static Fault fault(Folder from, Checkpoint checkpoint, int number) {
        try {
            read(from, checkpoint, number);
            return null;
        } catch (IOException e) {
            return new Fault(checkpoint.file(number), e);
        }
    }
}
