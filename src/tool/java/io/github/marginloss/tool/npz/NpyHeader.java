package io.github.marginloss.tool.npz;

import io.github.marginloss.tool.message.Refusal;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an .npy file: a magic word, the version of the format, the length of what follows, and a Python
 * dictionary with type, order and shape. Versions 1.0, 2.0 and 3.0 differ in the width of the length and in the
 * encoding.
 *
 * @param type the type of the numbers
 * @param fortran whether columns are contiguous, rather than rows
 * @param shape the shape of the array
 * @param length the number of bytes before the first number
 */
record NpyHeader(NpyType type, boolean fortran, int[] shape, long length) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern DESCR = Pattern.compile(
            "['\"]descr['\"]\\s*:\\s*(?:['\"]([^'\"]*)['\"]|(\\[.*?\\](?=\\s*,\\s*['\"](?:fo|sh)|\\s*,?\\s*})))");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d,L\\s]*)\\)");

    /** Whether a file that starts with these bytes may be an .npy. */
    static boolean isMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads and checks a header. Compares the size of the array that it announces with that of the file.
     *
     * @param in at the beginning of the array
     * @param total the number of bytes in the file
     * @param place where the array is, for messages
     */
    static NpyHeader read(DataInputStream in, long total, String place) throws IOException {
        try {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!isMagic(magic)) {
                throw new Refusal(place
                        + " is not an .npy array, judging by its first bytes: one written by np.save or"
                        + " np.savez expected");
            }
            int major = in.readUnsignedByte();
            int minor = in.readUnsignedByte();
            if (major < 1 || major > 3 || minor != 0) {
                throw new Refusal(place + " has version " + major + "." + minor
                        + " of the .npy format: 1.0, 2.0 or 3.0 expected");
            }
            long length = major == 1
                    ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            long start = (major == 1 ? 10 : 12) + length;
            if (length > LONGEST && start <= total) {
                throw new Refusal(place + " has a header of " + length + " bytes: at most " + LONGEST
                        + " expected, because an array of numbers needs no more");
            }
            if (start > total) {
                throw new Refusal(place + " announces a header of " + length + " bytes, but there are " + total
                        + " bytes in all: a complete .npy array expected");
            }
            String text = new String(
                    in.readNBytes((int) length), major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            return parse(text, start, place).requireSize(total, place);
        } catch (EOFException e) {
            throw new Refusal(
                    place + " ends within its header, after " + total + " bytes: a complete .npy array expected", e);
        }
    }

    private static NpyHeader parse(String text, long start, String place) {
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw new Refusal(place
                    + " has a header without descr, fortran_order or shape: an array written by np.save expected");
        }
        if (text.split("['\"](?:descr|fortran_order|shape)['\"]\\s*:", -1).length != 4) {
            throw new Refusal(
                    place + " has a header with a key that occurs twice: an array written by np.save expected");
        }
        String type = descr.group(1) != null ? descr.group(1) : descr.group(2);
        return new NpyHeader(
                NpyType.of(type, place), order.group(1).equals("True"), shape(shape.group(1), place), start);
    }

    private static int[] shape(String text, String place) {
        if (text.matches(".*\\d\\s+L?\\d.*")) {
            throw new Refusal(place + " has shape (" + text.strip() + "): commas expected between its numbers");
        }
        String[] lengths = Arrays.stream(text.replace("L", "").split(","))
                .map(String::strip)
                .filter(length -> !length.isEmpty())
                .toArray(String[]::new);
        long size = 1;
        int[] shape = new int[lengths.length];
        for (int k = 0; k < shape.length; k++) {
            long length = lengths[k].matches("\\d{1,10}") ? Long.parseLong(lengths[k]) : Long.MAX_VALUE;
            if (length > Integer.MAX_VALUE || (size *= Math.max(1, length)) > Integer.MAX_VALUE - 8) {
                throw new Refusal(place + " has shape (" + text.strip() + "): at most 2147483639 numbers expected");
            }
            shape[k] = (int) length;
        }
        return shape;
    }

    /** Requires that the file has exactly as many bytes as the shape needs. */
    private NpyHeader requireSize(long total, String place) {
        long bytes = type.bytes();
        for (int axis : shape) {
            bytes *= axis;
        }
        if (bytes != total - length) {
            throw new Refusal(place + " says that it is " + type.word() + " of shape " + Shapes.words(shape)
                    + ", which is " + bytes + " bytes, but holds " + (total - length)
                    + ": a complete array expected, and nothing after it");
        }
        return this;
    }
}
