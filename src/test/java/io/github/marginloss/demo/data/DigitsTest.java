package io.github.marginloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.demo.DemoException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    private static Digits read(String csv) throws IOException {
        return Digits.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "f.csv");
    }

    @Test
    void embeddedDigitsAreAllThere() {
        Digits digits = Digits.embedded();
        assertEquals(10, digits.classes());
        assertEquals(1797, digits.pixels().numRows);
        assertEquals(64, digits.pixels().numCols);
        int[] counts = new int[10];
        IntStream.of(digits.labels()).forEach(label -> counts[label]++);
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts);
        assertEquals(13, digits.pixels().get(0, 3));
        assertEquals(0, digits.labels()[0]);
    }

    @Test
    void readsPixelsThenLabel() throws IOException {
        Digits digits = read("1.5, 2 ,0\n\n-3,4e1,1\r\n");
        assertArrayEquals(new double[] {1.5, 2, -3, 40}, digits.pixels().data);
        assertArrayEquals(new int[] {0, 1}, digits.labels());
        assertEquals(2, digits.classes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,0;1,x,1        | f.csv, line 2: column 2 is 'x': a number expected",
                "1,2,0;;1,,1        | f.csv, line 3: column 2 is '': a number expected",
                "NaN,2,0            | f.csv, line 1: column 1 is 'NaN': a number expected",
                "1,2,0;1,2,3,1      | f.csv, line 2: 4 columns, but 3 in the lines before",
                "7                  | f.csv, line 1: pixels and a label expected, with commas between",
                "1,2,0;1,2,-1       | f.csv, line 2: the label is '-1': a class 0, 1, 2 ... expected",
                "1,2,0;1,2,1.5      | f.csv, line 2: the label is '1.5': a class 0, 1, 2 ... expected",
                "1,2,0;1,2,1e12     | f.csv, line 2: the label is '1e12': a class 0, 1, 2 ... expected",
                "1,2,0;1,2,2        | f.csv: labels go up to 2, but none is 1",
                "1,2,2147483646     | f.csv: labels go up to 2147483646, but none is 0",
                "1,2,0              | f.csv: images of at least two classes expected, not of 1",
                ";                  | f.csv: images of at least two classes expected, not of 0"
            })
    void malformedLinesAreNamed(String csv, String message) {
        DemoException e = assertThrows(DemoException.class, () -> read(csv.replace(';', '\n')));
        assertEquals(message, e.getMessage());
    }

    @Test
    void filesMayBeCompressed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("1,0\n2,1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(2, Digits.read(file).classes());
    }

    @Test
    void unreadableFilesAreNamed(@TempDir Path directory) throws IOException {
        Path absent = directory.resolve("absent.csv");
        assertEquals(
                absent + ": no such file, or it cannot be read",
                assertThrows(DemoException.class, () -> Digits.read(absent)).getMessage());
        Path plain = Files.writeString(directory.resolve("plain.csv.gz"), "1,0\n2,1\n");
        assertThrows(DemoException.class, () -> Digits.read(plain));
    }
}
