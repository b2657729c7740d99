package io.github.marginloss.spark;

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

    private static final int KEPT = 2;

    private final JavaSparkContext spark;
    private final Folder folder;
    private final CheckpointReader reader;

    /**
     * Looks into a folder.
     *
     * @param uri where the checkpoints are; all executors must see it
     */
    Checkpoints(JavaSparkContext spark, String uri) {
        this.spark = spark;
        folder = Folder.of(spark, uri);
        reader = new CheckpointReader(folder);
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
     * @throws UserException if it is broken, or cannot be read
     */
    Optional<Checkpoint> newest() {
        return names().stream().filter(this::isComplete).findFirst().map(reader::head);
    }

    /** {@return the names of checkpoints, the newest first} */
    private List<String> names() {
        return folder.names().stream()
                .filter(Checkpoint::isName)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private boolean isComplete(String name) {
        return folder.has(Checkpoint.head(name));
    }

    /** Writes the shards, each by its own task, then the head. */
    void write(JavaRDD<ShardState> shards, Checkpoint checkpoint) {
        Folder to = folder;
        shards.foreach(shard -> to.write(
                checkpoint.file(shard.number()), out -> new ShardFile(checkpoint, shard.number()).write(shard, out)));
        byte[] head = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        folder.write(Checkpoint.head(checkpoint.folder()), out -> out.write(head));
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
                    folder.delete(Checkpoint.head(old));
                }
                folder.delete(old);
            }
        }
    }

    /** {@return the shards that have been written; Spark reads one again whenever it needs it again} */
    JavaRDD<ShardState> read(Checkpoint checkpoint) {
        CheckpointReader from = reader;
        return Training.numbers(spark, checkpoint.shape().shards()).map(number -> from.shard(checkpoint, number));
    }

    /**
     * Requires that every shard is what has been written. Spark would try a failing task again, so what is wrong is a result
     * here.
     *
     * @throws UserException if one is not, or cannot be read
     */
    void verify(Checkpoint checkpoint) {
        CheckpointReader from = reader;
        List<String> faults = Training.numbers(spark, checkpoint.shape().shards())
                .map(number -> fault(from, checkpoint, number))
                .filter(Objects::nonNull)
                .collect();
        if (!faults.isEmpty()) {
            throw new UserException(faults.get(0));
        }
    }

    private static String fault(CheckpointReader from, Checkpoint checkpoint, int number) {
        try {
            from.shard(checkpoint, number);
            return null;
        } catch (UserException e) {
            return e.getMessage();
        }
    }
}
