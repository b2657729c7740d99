package io.github.marginloss.spark;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.ChecksumException;

/**
 * Reads the files of checkpoints, and says why one cannot be read. Only one whose content is wrong is to be deleted: what a
 * network or a permission keeps away may be whole.
 *
 * @param folder where the checkpoints are
 */
record CheckpointReader(Folder folder) implements Serializable {

    /** {@return what the checkpoint of a name is of} */
    Checkpoint head(String name) {
        String file = Checkpoint.head(name);
        try (DataInputStream in = folder.read(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Checkpoint.otherFormat(text).ifPresent(format -> {
                throw new UserException("checkpoint " + folder.place(file)
                        + " was written by another version of this program, in format " + format
                        + ": begin in another folder");
            });
            return Checkpoint.parse(text);
        } catch (IOException e) {
            throw unread(file, e);
        }
    }

    /** {@return a shard as it was written} */
    ShardState shard(Checkpoint checkpoint, int number) {
        String file = checkpoint.file(number);
        try (DataInputStream in = folder.read(file)) {
            return new ShardFile(checkpoint, number).read(in);
        } catch (IOException e) {
            throw unread(file, e);
        }
    }

    private UserException unread(String file, IOException why) {
        if (why instanceof BrokenFileException || why instanceof ChecksumException) {
            return broken(file, why.getMessage(), why);
        }
        // some file systems say the same of a file that they may not open
        if (why instanceof FileNotFoundException && !folder.has(file)) {
            return broken(file, "it is missing", why);
        }
        return new UserException("cannot read checkpoint " + folder.place(file) + ": " + Failure.reason(why), why);
    }

    private UserException broken(String file, String what, IOException why) {
        return new UserException(
                "checkpoint " + folder.place(file) + " is broken: " + what + "; delete "
                        + folder.place(file.split("/")[0]) + " to go on from the checkpoint before it",
                why);
    }
}
