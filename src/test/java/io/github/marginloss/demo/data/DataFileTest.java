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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typical files, written with a slash for the end of a line. */
class DataFileTest {

    private static DataFile read(String text, String wanted) throws IOException {
        byte[] bytes = text.replace('/', '\n').replace("TAB", "\t").getBytes(StandardCharsets.UTF_8);
        return DataFile.of(Lines.read(new ByteArrayInputStream(bytes), "f"), Optional.ofNullable(wanted));
    }

    /** All these files have the same content: features 1.5, 7 and so on, classes 0, 1, 0, 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.5,7,0/2,7,1/-3,8,0/4e1,9,1                    | column 3: 0, 1; skipped: nothing",
                "1.5, 7 ,0/2,7,1// /-3,8,0/40.0,9,1/            | column 3: 0, 1; skipped: nothing",
                "1.5;7;0/2;7;1/-3;8;0/40;9;1                     | column 3: 0, 1; skipped: nothing",
                "1.5TAB7TAB0/2TAB7TAB1/-3TAB8TAB0/40TAB9TAB1     | column 3: 0, 1; skipped: nothing",
                "0,1.5,7/1,2,7/0,-3,8/1,40,9                     | column 1: 0, 1; skipped: nothing",
                "-1,1.5,7/+1,2,7/-1.0,-3,8/1,40,9                | column 1: 0 = -1, 1; skipped: nothing",
                "1.5,7,a/2,7,b/-3,8,a/40,9,b                     | column 3: 0 = a, 1 = b; skipped: nothing",
                "a,1.5,7/b,2,7/a,-3,8/b,40,9                     | column 1: 0 = a, 1 = b; skipped: nothing",
                "1.5,7,1d/2,7,NaN-ish/-3,8,1d/40,9,NaN-ish       | column 3: 0 = 1d, 1 = NaN-ish; skipped: nothing",
                "\uFEFFu,v,c/1.5,7,1/2,7,2/-3,8,1/40,9,2          | column 3 ('c'): 0 = 1, 1 = 2; skipped: line 1 (header)",
                "label,u,v/0,1.5,7/1,2,7/0,-3,8/1,40,9           | column 1 ('label'): 0, 1; skipped: line 1 (header)",
                "u,label,v/1.5,0,7/2,1,7/-3,0,8/40,1,9           | column 2 ('label'): 0, 1; skipped: line 1 (header)",
                "1,1.5,7,a/2,2,7,b/3,-3,8,a/4,40,9,b             | column 4: 0 = a, 1 = b; skipped: column 1 (a number for each line)",
                "3,1.5,7,a/0,2,7,b/2,-3,8,a/1,40,9,b             | column 4: 0 = a, 1 = b; skipped: column 1 (a number for each line)",
                "1,a,1.5,7/2,b,2,7/3,a,-3,8/4,b,40,9             | column 2: 0 = a, 1 = b; skipped: column 1 (a number for each line)",
                "Id,u,v,c/4,1.5,7,a/9,2,7,b/7,-3,8,a/5,40,9,b    | column 4 ('c'): 0 = a, 1 = b; skipped: line 1 (header), column 1 ('Id') (a number for each line)",
                ",0,1,2/0,1.5,7,a/1,2,7,b/2,-3,8,a/3,40,9,b      | column 4 ('2'): 0 = a, 1 = b; skipped: line 1 (header), column 1 (a number for each line)",
                "0,1,c/1.5,7,a/2,7,b/-3,8,a/40,9,b               | column 3 ('c'): 0 = a, 1 = b; skipped: line 1 (header)",
                "'\"\",\"u\",\"v\",\"c\"/\"1\",1.5,7,\"a\"/\"2\",2,7,\"b\"/\"3\",-3,8,\"a\"/\"4\",40,9,\"b\"' | column 4 ('c'): 0 = a, 1 = b; skipped: line 1 (header), column 1 (a number for each line)",
                "f1.png,1.5,7,0/f2.png,2,7,1/f3.png,-3,8,0/f4.png,40,9,1 | column 4: 0, 1; skipped: column 1 (a name for each line)",
                "4,2,no,yes/1.5,7,0/2,7,1/-3,8,0/40,9,1          | column 3: 0, 1; skipped: line 1 (header)",
                "# u,v,c/1.5,7,0/2,7,1/# half/-3,8,0/40,9,1      | column 3: 0, 1; skipped: 2 comments",
                "1.5,7,0,/2,7,1,/-3,8,0,/40,9,1,                 | column 3: 0, 1; skipped: column 4 (empty)",
                "1.5;7;'\"a;b\"'/2;7;'\"c\"\"d\"'/-3;8;'\"a;b\"'/40;9;'\"c\"\"d\"' | column 3: 0 = a;b, 1 = c\"d; skipped: nothing"
            })
    void filesAreReadAsTheyAre(String text, String understood) throws IOException {
        DataFile file = read(text.replace("'", "").replace("\\uFEFF", "\uFEFF"), null);
        assertArrayEquals(
                new double[] {1.5, 7, 2, 7, -3, 8, 40, 9}, file.samples().inputs().data);
        assertArrayEquals(new int[] {0, 1, 0, 1}, file.samples().labels());
        assertEquals("f: 4 samples, 2 features, 2 classes in " + understood, file.summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,2,0/1,x,1/2,2,0/3,4,1 | f, line 2, column 2 is 'x': a number expected; correct it, or delete the line",
                "1,2,0//1,,1/2,2,0/3,4,1 | f, line 3, column 2 is '': a number expected; fill it in, or delete the line",
                "u,v,c/1,2,0/?,5,1/7,2,0/3,4,1 | f, line 3, column 1 ('u') is '?': a number expected; fill it in, or delete the line",
                "NaN,2,0/1,2,1/1,3,0/1,5,1 | f, line 1, column 1 is 'NaN': a number expected; fill it in, or delete the line",
                "1,2,0/1,1e999,1/1,3,0/1,5,1 | f, line 2, column 2 is '1e999': a number expected; correct it, or delete the line",
                "1,5;2;a/1,5;2;b/1,6;2;a/1,7;3;b | f, line 1, column 1 is '1,5': write decimals with a point, 1.5",
                "1,2,0/1,2,3,1           | f, line 2 has 4 columns, but line 1 has 3: the same number expected in every line",
                "7 8 0/7 9 1             | f, line 1 is '7 8 0': several columns expected, separated by commas, semicolons or tabs",
                "1,\"2,0/1,2,1           | f, line 1 is '1,\"2,0': a quote is not closed; close it, and keep each sample on one line",
                "x,M,7,a/y,F,7,b/x,M,8,a/y,F,9,b | f, line 1: column 1 and column 2 and column 4 look like classes; delete all but one, or turn words that are features into numbers",
                "u,target,species/1,0,a/2,1,b/3,0,a/4,1,b | f, line 2: column 2 ('target') and column 3 ('species') look like classes; delete all but one, or turn words that are features into numbers",
                "0,5,1/0,5,2/1,6,1/1,7,2 | f, line 1: column 1 is '0' and column 3 is '1', and either may be the class; say which with --class 1 or --class 3",
                "1,2,0/1.5,2,1.5/1,2,0/1,3,1.5 | f, line 2, column 3 is '1.5': a class expected in the first or the last column, a word or a whole number that other samples share; if another column has it, say which with --class",
                "1.5,2,7/1,2,8/1,2,9/1,3,4 | f, line 1, column 3 is '7', and there are 4 different values in 4 lines: a class expected in the first or the last column, a word or a whole number that other samples share; if another column has it, say which with --class",
                "1,2,a/1,3,a/1,4,a       | f, line 1, column 3 is 'a', and there are 1 classes in 3 lines: two classes or more expected, with several samples each; --class names another column",
                "1,2,a/1,3,/1,4,a/1,2,b  | f, line 2, column 3 is '': a class expected; fill it in, or delete the line",
                "/                       | f has no line of data: one line per sample expected"
            })
    void whatCannotBeReadIsSaidWithItsCure(String text, String message) throws IOException {
        DemoException e = assertThrows(DemoException.class, () -> read(text, null));
        assertEquals(message, e.getMessage());
    }

    @Test
    void theUserMaySayWhichColumnIsTheClass() throws IOException {
        String either = "c,v,d/0,5,1/0,6,2/1,6,1/1,7,2";
        assertArrayEquals(new int[] {0, 0, 1, 1}, read(either, "1").samples().labels());
        assertArrayEquals(new int[] {0, 1, 0, 1}, read(either, "d").samples().labels());
        assertArrayEquals(new int[] {0, 1, 1, 2}, read(either, "v").samples().labels());
        DemoException absent = assertThrows(DemoException.class, () -> read(either, "4"));
        assertEquals("--class is '4': the number or the name of a column of f expected", absent.getMessage());
        DemoException words = assertThrows(DemoException.class, () -> read("x,7,1/y,7,2/x,8,1/y,9,2", "3"));
        assertEquals(
                "f, line 1, column 1 is 'x': only the class, column 3, may be words; delete this column, or write numbers",
                words.getMessage());
    }

    @Test
    void numbersOfPatientsAreNoFeature() throws IOException {
        String rows = IntStream.range(0, 30)
                .mapToObj(i -> 842302 + 7 * i + "," + (i % 2 == 0 ? "M" : "B") + "," + 0.1 * i + "," + i / 3)
                .collect(Collectors.joining("/"));
        assertEquals(
                "f: 30 samples, 2 features, 2 classes in column 2: 0 = B, 1 = M;"
                        + " skipped: column 1 (a number for each line)",
                read(rows, null).summary());
    }

    @Test
    void filesMayBeCompressedWhateverTheirName(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own.data");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("1,0\n5,1\n7,0\n9,1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(2, DataFile.read(file, Optional.empty()).samples().classes());
        Files.writeString(file, "1,0\n5,1\n7,0\n9,1\n");
        assertEquals(2, DataFile.read(file, Optional.empty()).samples().classes());
    }

    @Test
    void unreadableFilesAreNamed(@TempDir Path directory) {
        Path absent = directory.resolve("absent.csv");
        assertEquals(
                absent + ": no such file, or it cannot be read",
                assertThrows(DemoException.class, () -> DataFile.read(absent, Optional.empty()))
                        .getMessage());
    }
}
