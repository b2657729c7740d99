package io.github.marginloss.tool.npz;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an .npz file as np.savez does: entries are stored, sizes precede the bytes, and the time is 1980. */
public final class NpzWriter implements AutoCloseable {

    private static final int BLOCK = 1 << 16;
    private static final int ALIGNMENT = 64;

    private final ZipOutputStream zip;
    private final boolean single;

    /**
     * Starts a file.
     *
     * @param target receives the file
     * @param single whether numbers are rounded to float32; otherwise they are float64
     * @param comment the comment of the zip file
     */
    public NpzWriter(OutputStream target, boolean single, String comment) {
        zip = new ZipOutputStream(new BufferedOutputStream(target, BLOCK));
        zip.setMethod(ZipOutputStream.STORED);
        zip.setComment(comment);
        this.single = single;
    }

    /** Content that is written twice, because its checksum has to come first. */
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes numbers.
     *
     * @param name the name of the array
     * @param numbers the numbers, row by row; the array may be longer than the shape. Not modified.
     * @param shape the shape of the array
     * @throws IOException if it cannot be written
     */
    public void write(String name, double[] numbers, int... shape) throws IOException {
        int width = single ? Float.BYTES : Double.BYTES;
        int size = size(shape);
        byte[] header = header(single ? "<f4" : "<f8", shape);
        entry(name, header.length + (long) width * size, out -> {
            out.write(header);
            ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            for (int k = 0; k < size; k++) {
                if (single) {
                    block.putFloat((float) numbers[k]);
                } else {
                    block.putDouble(numbers[k]);
                }
                if (!block.hasRemaining() || k == size - 1) {
                    out.write(block.array(), 0, block.position());
                    block.clear();
                }
            }
        });
    }

    /**
     * Writes integers, as int64.
     *
     * @param name the name of the array
     * @param integers a vector. Not modified.
     * @throws IOException if it cannot be written
     */
    public void write(String name, int... integers) throws IOException {
        byte[] header = header("<i8", integers.length);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * integers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int integer : integers) {
            bytes.putLong(integer);
        }
        entry(name, header.length + bytes.capacity(), out -> {
            out.write(header);
            out.write(bytes.array());
        });
    }

    private void entry(String name, long size, Content content) throws IOException {
        CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        content.writeTo(sum);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(sum.getChecksum().getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    private static int size(int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return size;
    }

    /** A header of version 1.0, padded with spaces and a line end so that the numbers begin at a multiple of 64. */
    private static byte[] header(String type, int... shape) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + Shapes.words(shape) + ", }";
        int start = 10;
        int length = (start + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - start;
        String padded = text + " ".repeat(length - text.length() - 1) + "\n";
        ByteBuffer header = ByteBuffer.allocate(start + length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
        return header.put(padded.getBytes(StandardCharsets.ISO_8859_1)).array();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
