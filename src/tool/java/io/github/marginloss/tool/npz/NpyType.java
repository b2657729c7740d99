package io.github.marginloss.tool.npz;

import io.github.marginloss.tool.message.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * A type of numbers, as a header describes it: byte order, kind, and bytes per number, such as {@code <f4}. Every
 * number is converted to a double exactly; an integer that no double equals is refused.
 *
 * @param kind f, i or u
 * @param bytes the number of bytes per number
 * @param order the order of these bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {

    /** The bits of a double's significand. */
    private static final int SIGNIFICAND = 53;

    private static final Map<Character, String> REFUSED = Map.of(
            'b', "truth values",
            'c', "complex numbers",
            'O', "Python objects",
            'S', "strings",
            'U', "strings",
            'V', "a structured or a foreign type (bfloat16 is one)",
            'M', "dates",
            'm', "differences of times");

    /** Reads a description; place is for messages. */
    static NpyType of(String descr, String place) {
        String text = descr.replaceFirst("^[<>=|]", "");
        char kind = text.isEmpty() ? '?' : text.charAt(0);
        if (descr.startsWith("[") || REFUSED.containsKey(kind)) {
            String found = descr.startsWith("[") ? REFUSED.get('V') : REFUSED.get(kind);
            throw new Refusal(place + " holds " + found + ", dtype " + descr + ": " + expected());
        }
        String size = text.isEmpty() ? "" : text.substring(1);
        boolean known = kind == 'f' ? size.matches("[248]") : (kind == 'i' || kind == 'u') && size.matches("[1248]");
        if (!known) {
            throw new Refusal(place + " has dtype " + descr + ": " + expected());
        }
        ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyType(kind, Integer.parseInt(size), order);
    }

    private static String expected() {
        return "float16, float32, float64 or integers expected";
    }

    /** {@return numpy's word} */
    String word() {
        return (kind == 'f' ? "float" : kind == 'i' ? "int" : "uint") + 8 * bytes;
    }

    /** {@return the number that begins at an index of a buffer of this order} */
    double get(ByteBuffer buffer, int index) {
        if (kind == 'f') {
            return bytes == 8
                    ? buffer.getDouble(index)
                    : bytes == 4 ? buffer.getFloat(index) : half(buffer.getShort(index));
        }
        return exact(integer(buffer, index));
    }

    private long integer(ByteBuffer buffer, int index) {
        long value = bytes == 8
                ? buffer.getLong(index)
                : bytes == 4 ? buffer.getInt(index) : bytes == 2 ? buffer.getShort(index) : buffer.get(index);
        return kind == 'u' && bytes < 8 ? value & (-1L >>> (64 - 8 * bytes)) : value;
    }

    private double exact(long value) {
        if (kind == 'u' && value < 0) {
            if (Long.numberOfTrailingZeros(value) < Long.SIZE - SIGNIFICAND) {
                throw inexact(Long.toUnsignedString(value));
            }
            return (value >>> 1) * 2.0;
        }
        double wide = value;
        if (Math.abs(value) > 1L << SIGNIFICAND && (value == Long.MAX_VALUE || (long) wide != value)) {
            throw inexact(Long.toString(value));
        }
        return wide;
    }

    private static ArithmeticException inexact(String value) {
        return new ArithmeticException(
                value + ", which float64 cannot represent exactly: smaller integers or floats expected");
    }

    /** A half has 1 bit of sign, 5 of exponent and 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 0
                ? Math.scalb((double) fraction, -24)
                : exponent < 31
                        ? Math.scalb((double) (1024 + fraction), exponent - 25)
                        : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        return bits < 0 ? -size : size;
    }
}
