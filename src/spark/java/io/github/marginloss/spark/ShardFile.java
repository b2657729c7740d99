package io.github.marginloss.spark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The file of a shard in a checkpoint. All numbers have their high byte first:
 *
 * <pre>
 * long  "MLSHARD1"      int  the shard           int   bytes of a number: 8 double, 4 float
 * long  seed            int  its first class     n·d   numbers: the class weights, row after row
 * long  steps made      int  its classes n       n·d   numbers: their momentum
 *                       int  dimension d         long  CRC-32C of all that comes before
 * </pre>
 *
 * @param checkpoint which it is part of
 * @param number of the shard
 */
record ShardFile(Checkpoint checkpoint, int number) {

    private static final long MAGIC = 0x4D4C_5348_4152_4431L;
    private static final int HEAD = 3 * Long.BYTES + 5 * Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    private int first() {
        return checkpoint.shape().cuts()[number];
    }

    private int count() {
        return checkpoint.shape().cuts()[number + 1] - first();
    }

    private byte[] head() {
        Shape shape = checkpoint.shape();
        return ByteBuffer.allocate(HEAD)
                .putLong(MAGIC)
                .putLong(shape.seed())
                .putLong(checkpoint.step())
                .putInt(number)
                .putInt(first())
                .putInt(count())
                .putInt(shape.dimension())
                .putInt(shape.storage().bytes())
                .array();
    }

    void write(ShardState shard, OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        checked.write(head());
        write(shard.weights(), checked);
        write(shard.velocity(), checked);
        long sum = checked.getChecksum().getValue();
        checked.write(ByteBuffer.allocate(Long.BYTES).putLong(sum).array());
    }

    private static void write(ClassRows rows, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        int size = rows.count() * rows.dimension();
        int step = BUFFER / rows.storage().bytes();
        for (int from = 0; from < size; from += step) {
            bytes.clear();
            for (int k = from; k < Math.min(from + step, size); k++) {
                rows.storage().put(bytes, rows.get(k));
            }
            out.write(bytes.array(), 0, bytes.position());
        }
    }

    /**
     * Reads the shard.
     *
     * @throws BrokenFileException if the file is not what has been written
     */
    ShardState read(InputStream in) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(in, BUFFER), new CRC32C());
        if (!Arrays.equals(bytes(checked, HEAD), head())) {
            throw new BrokenFileException("it does not begin as shard " + number + " of this checkpoint does");
        }
        ClassRows weights = rows(checked);
        ClassRows velocity = rows(checked);
        long sum = checked.getChecksum().getValue();
        if (ByteBuffer.wrap(bytes(checked, Long.BYTES)).getLong() != sum) {
            throw new BrokenFileException("its numbers do not have its checksum");
        }
        if (checked.read() >= 0) {
            throw new BrokenFileException("it goes on after its checksum");
        }
        return new ShardState(number, first(), weights, velocity);
    }

    private ClassRows rows(InputStream in) throws IOException {
        Shape shape = checkpoint.shape();
        ClassRows rows = shape.storage().rows(count(), shape.dimension());
        int size = count() * shape.dimension();
        int width = shape.storage().bytes();
        for (int from = 0; from < size; from += BUFFER / width) {
            int to = Math.min(from + BUFFER / width, size);
            ByteBuffer bytes = ByteBuffer.wrap(bytes(in, (to - from) * width));
            for (int k = from; k < to; k++) {
                rows.set(k, shape.storage().get(bytes));
            }
        }
        return rows;
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new BrokenFileException("it ends too early");
        }
        return bytes;
    }
}
