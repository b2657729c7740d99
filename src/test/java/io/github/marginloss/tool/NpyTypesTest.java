package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import io.github.marginloss.tool.npz.NpzFile;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of numbers, both byte orders and both orders of a matrix are read, exactly. */
class NpyTypesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2",
                ">u2", "<u4", ">u4", "<u8", ">u8"
            })
    void everyTypeAndOrderIsRead(String descr) {
        boolean unsigned = descr.charAt(1) == 'u';
        double[] rows = {1, 2, 3, 4, unsigned ? 200 : -5, 0};
        double[] columns = {1, 4, 2, unsigned ? 200 : -5, 3, 0};
        for (int version = 1; version <= 3; version++) {
            byte[] byRows = Npy.array(version, descr, false, "(2, 3)", Npy.numbers(descr, rows));
            assertArrayEquals(rows, read(byRows).read());
            byte[] byColumns = Npy.array(version, descr, true, "(2, 3)", Npy.numbers(descr, columns));
            assertArrayEquals(rows, read(byColumns).read());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3c00, 1",
        "bc00, -1",
        "0001, 0x1p-24",
        "03ff, 0x3ffp-24",
        "0400, 0x1p-14",
        "7bff, 65504",
        "8000, -0.0",
        "7c00, Infinity",
        "fc00, -Infinity",
        "7e00, NaN"
    })
    void halvesWiden(String bits, double expected) {
        int half = Integer.parseInt(bits, 16);
        byte[] bytes = {(byte) half, (byte) (half >> 8)};
        assertEquals(expected, read(Npy.array(1, "<f2", false, "()", bytes)).read()[0]);
    }

    @Test
    void floatsWiden() {
        byte[] bytes = Npy.vector("<f4", 0.1f, Float.MIN_VALUE, Float.MAX_VALUE);
        assertArrayEquals(
                new double[] {0.1f, Float.MIN_VALUE, Float.MAX_VALUE},
                read(bytes).read());
    }

    @ParameterizedTest
    @CsvSource({
        "<i8, ffffffffffffff7f, 9223372036854775807",
        "<u8, ffffffffffffffff, 18446744073709551615",
        "<i8, 0100000000002000, 9007199254740993"
    })
    void integersThatNoDoubleIsAreRefused(String descr, String hex, String value) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        ArraySource array = read(Npy.array(1, descr, false, "(1,)", bytes));
        String message = assertThrows(Refusal.class, array::read).getMessage();
        assertTrue(message.contains("X[0] in ") && message.contains(value), message);
    }

    @Test
    void largeIntegersThatADoubleIsAreRead() {
        assertArrayEquals(
                new double[] {0x1p63, 0x1p62, 0x1.8p63},
                read(Npy.vector("<u8", 0x1p63, 0x1p62, 0x1.8p63)).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"()", "(3,)", "(3, 1)", "(1, 3)", "(0, 4)", "(2L, 3L)"})
    void shapesAreTakenFromTheHeader(String shape) {
        int size = shape.equals("()") ? 1 : shape.startsWith("(0") ? 0 : shape.contains("L") ? 6 : 3;
        ArraySource array = read(Npy.array(1, "<f8", false, shape, new byte[8 * size]));
        assertEquals(shape.replace("L", ""), array.shapeInWords());
        assertEquals(size, array.read().length);
    }

    @Test
    void theFirstIndexOfAnyFortranArrayRunsFastest() {
        double[] stored = {0, 4, 2, 6, 1, 5, 3, 7};
        byte[] cube = Npy.array(1, "<f4", true, "(2, 2, 2)", Npy.numbers("<f4", stored));
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, read(cube).read());
        byte[] box = Npy.array(1, "<f4", true, "(3, 1, 2)", Npy.numbers("<f4", 0, 2, 4, 1, 3, 5));
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, read(box).read());
    }

    /** A header written by hand may have another order and other spaces. */
    @Test
    void headersMayBeOrderedOtherwise() {
        byte[] bytes =
                Npy.raw(2, "{\"shape\":(1,),\"fortran_order\" : False,\"descr\":\"<f8\"}", Npy.numbers("<f8", 7));
        assertArrayEquals(new double[] {7}, read(bytes).read());
    }

    private ArraySource read(byte[] bytes) {
        return NpzFile.single(Tool.write(folder.resolve("x.npy"), bytes), "X");
    }
}
