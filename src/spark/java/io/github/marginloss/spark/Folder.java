package io.github.marginloss.spark;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A folder that the driver and all executors see, of any file system that Hadoop knows.
 *
 * @param uri where it is
 * @param configuration Hadoop's, which lists a thousand properties
 */
record Folder(String uri, Broadcast<SerializableConfiguration> configuration) implements Serializable {

    /** What is written to a file. */
    @FunctionalInterface
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    static Folder of(JavaSparkContext spark, String uri) {
        return new Folder(uri, spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration())));
    }

    private FileContext files() throws IOException {
        return FileContext.getFileContext(configuration.value().value());
    }

    /** {@return what has a name in this folder; without a name, the folder} */
    private Path path(String name) {
        return name.isEmpty() ? new Path(uri) : new Path(uri, name);
    }

    /** {@return what messages call a file or folder in this folder; without a name, the folder} */
    String place(String name) {
        return name.isEmpty() ? uri : uri + "/" + name;
    }

    /** What is done with files. */
    private interface Access<T> {
        T get(FileContext files) throws IOException;
    }

    private <T> T access(String what, Access<T> access) {
        try {
            return access.get(files());
        } catch (IOException | IllegalArgumentException e) {
            // the second is what Hadoop says of a URI or a host
            throw new UserException(
                    "cannot " + what + ": " + Failure.reason(e)
                            + ": --checkpoint with a folder that this program and all executors can write to expected",
                    e);
        }
    }

    /**
     * Writes a file as a whole or not at all: under another name first. A task that Spark runs twice writes it twice.
     *
     * @param name of the file, with / between folders
     */
    void write(String name, Content content) {
        access("write " + place(name), files -> {
            Path path = path(name);
            Path draft = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
            try {
                write(files, draft, content);
                files.rename(draft, path, Rename.OVERWRITE);
            } catch (IOException | RuntimeException e) {
                delete(files, draft, e);
                throw e;
            }
            return null;
        });
    }

    private static void write(FileContext files, Path path, Content content) throws IOException {
        try (DataOutputStream out = files.create(path, EnumSet.of(CreateFlag.CREATE), CreateOpts.createParent())) {
            content.write(out);
        }
    }

    /** Deletes a draft, which may not be there; what matters is why it is not wanted. */
    private static void delete(FileContext files, Path draft, Exception why) {
        try {
            files.delete(draft, false);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Opens a file; the caller says what it means that it cannot be read. */
    DataInputStream read(String name) throws IOException {
        return files().open(path(name));
    }

    boolean has(String name) {
        return access("look for " + place(name), files -> files.util().exists(path(name)));
    }

    /** {@return what is in the folder; nothing if there is none} */
    List<String> names() {
        return access("list " + uri, files -> {
            List<String> names = new ArrayList<>();
            try {
                RemoteIterator<FileStatus> found = files.listStatus(path(""));
                while (found.hasNext()) {
                    names.add(found.next().getPath().getName());
                }
            } catch (FileNotFoundException e) {
                return List.of();
            }
            return names;
        });
    }

    /** Deletes a file or a folder in it; without a name, all of it. */
    void delete(String name) {
        access("delete " + place(name), files -> files.delete(path(name), true));
    }
}
