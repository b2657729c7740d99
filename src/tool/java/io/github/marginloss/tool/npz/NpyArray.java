package io.github.marginloss.tool.npz;

import io.github.marginloss.tool.message.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An array in numpy's format. The header is read and checked immediately, and the numbers when they are needed.
 *
 * @param name the name of the array
 * @param file the file that contains it
 * @param header its header
 * @param bytes opens the array, header included
 */
record NpyArray(String name, String file, NpyHeader header, Opener bytes) implements ArraySource {

    private static final int BLOCK = 1 << 16;

    /** Opens the bytes of an array. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /** Opens an array that is a separate file. */
    static NpyArray of(Path file, String name) {
        try {
            return of(name, file.toString(), Files.size(file), () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw Files.exists(file)
                    ? unreadable(name + " in " + file, e)
                    : new Refusal("there is no file " + file + " for " + name, e);
        }
    }

    /** Reads the header of an array, given its length in bytes, header included. */
    static NpyArray of(String name, String file, long total, Opener bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(bytes.open())) {
            return new NpyArray(name, file, NpyHeader.read(in, total, name + " in " + file), bytes);
        }
    }

    @Override
    public int[] shape() {
        return header.shape().clone();
    }

    @Override
    public String type() {
        return header.type().word();
    }

    @Override
    public double[] read() {
        try (InputStream in = bytes.open()) {
            in.skipNBytes(header.length());
            double[] stored = numbers(in);
            in.transferTo(OutputStream.nullOutputStream()); // so that the checksum is verified
            return header.fortran() ? byRows(stored) : stored;
        } catch (IOException e) {
            throw unreadable(place(), e);
        }
    }

    private double[] numbers(InputStream in) throws IOException {
        int width = header.type().bytes();
        double[] numbers = new double[size()];
        ByteBuffer block = ByteBuffer.allocate(BLOCK).order(header.type().order());
        for (int done = 0; done < numbers.length; ) {
            int count = Math.min(BLOCK / width, numbers.length - done);
            if (in.readNBytes(block.array(), 0, count * width) < count * width) {
                throw new Refusal(place() + " ends after " + done + " of " + numbers.length
                        + " numbers: a complete array expected");
            }
            for (int k = 0; k < count; k++) {
                numbers[done + k] = number(block, k * width, done + k);
            }
            done += count;
        }
        return numbers;
    }

    private double number(ByteBuffer block, int index, int position) {
        try {
            return header.type().get(block, index);
        } catch (ArithmeticException e) {
            throw new Refusal(place(position) + " is " + e.getMessage(), e);
        }
    }

    /** Reorders numbers: the last index runs fastest in the result, the first one in the file. */
    private double[] byRows(double[] byColumns) {
        int[] shape = header.shape();
        if (shape.length < 2) {
            return byColumns;
        }
        double[] byRows = new double[byColumns.length];
        int[] index = new int[shape.length];
        for (int k = 0; k < byRows.length; k++) {
            int place = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place = place * shape[axis] + index[axis];
            }
            byRows[k] = byColumns[place];
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return byRows;
    }

    static Refusal unreadable(String place, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Refusal(place + " cannot be read (" + why + "): a complete, undamaged file expected", e);
    }
}
