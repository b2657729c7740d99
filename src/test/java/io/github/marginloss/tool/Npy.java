package io.github.marginloss.tool;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;

/** Files of NumPy, made byte by byte according to its specification. */
final class Npy {

    private Npy() {}

    /** A complete array. */
    static byte[] array(int version, String descr, boolean fortran, String shape, byte[] numbers) {
        String order = fortran ? "True" : "False";
        return raw(
                version,
                "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }",
                numbers);
    }

    /** An array with any header. */
    static byte[] raw(int version, String header, byte[] numbers) {
        int start = version == 1 ? 10 : 12;
        byte[] text =
                (header + " ".repeat(63 - (start + header.length()) % 64) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(start + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        return bytes.put(text).put(numbers).array();
    }

    /** Numbers as bytes of a type. */
    static byte[] numbers(String descr, double... numbers) {
        int width = Integer.parseInt(descr.substring(2));
        ByteBuffer bytes = ByteBuffer.allocate(width * numbers.length)
                .order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        ObjDoubleConsumer<ByteBuffer> put = put(descr.charAt(1), width);
        for (double number : numbers) {
            put.accept(bytes, number);
        }
        return bytes.array();
    }

    private static ObjDoubleConsumer<ByteBuffer> put(char kind, int width) {
        if (kind == 'f') {
            return width == 8
                    ? ByteBuffer::putDouble
                    : width == 4 ? (bytes, x) -> bytes.putFloat((float) x) : (bytes, x) -> bytes.putShort(half(x));
        }
        return switch (width) {
            case 1 -> (bytes, x) -> bytes.put((byte) (long) x);
            case 2 -> (bytes, x) -> bytes.putShort((short) (long) x);
            case 4 -> (bytes, x) -> bytes.putInt((int) (long) x);
            default -> (bytes, x) -> bytes.putLong(x < 0x1p63 ? (long) x : (long) (x - 0x1p63) ^ Long.MIN_VALUE);
        };
    }

    /** Converts a number that is 0 or a normal half. */
    private static short half(double x) {
        if (x == 0) {
            return 0;
        }
        int exponent = Math.getExponent(x);
        int fraction = (int) ((Math.abs(x) * Math.scalb(1.0, -exponent) - 1) * 1024);
        return (short) ((x < 0 ? 0x8000 : 0) | exponent + 15 << 10 | fraction);
    }

    /** A matrix of float64. */
    static byte[] matrix(double[][] rows) {
        double[] numbers = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return array(1, "<f8", false, "(" + rows.length + ", " + rows[0].length + ")", numbers("<f8", numbers));
    }

    /** A vector. */
    static byte[] vector(String descr, double... numbers) {
        return array(1, descr, false, "(" + numbers.length + ",)", numbers(descr, numbers));
    }
}
