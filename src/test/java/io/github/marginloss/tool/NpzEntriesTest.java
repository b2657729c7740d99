package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.NpzFile;
import io.github.marginloss.tool.npz.NpzWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of .npz files are read in any form, and trusted only as far as their bytes go. */
class NpzEntriesTest {

    @TempDir
    private Path folder;

    @Test
    void storedDeflatedAndWideEntriesAreRead() {
        byte[] vector = Npy.vector("<f8", 1, 2, 3);
        Path file = write(new Zip()
                .store("X.npy", vector)
                .deflate("W.npy", vector)
                .storeWide("y.npy", vector)
                .finish());
        Tool.read(file).forEach((name, numbers) -> assertArrayEquals(new double[] {1, 2, 3}, numbers, name));
        assertEquals(3, Tool.read(file).size());
    }

    @Test
    void sizesThatLieAreRefused() {
        byte[] vector = Npy.vector("<f8", 1, 2, 3);
        assertRefused("announces", new Zip().lie("X.npy", vector, true, 8).finish());
        assertRefused(
                "announces", new Zip().lie("X.npy", vector, false, 1 << 30).finish());
        assertRefused("X in ", new Zip().lie("X.npy", vector, false, 8).finish());
        // the header alone lies: (2000000000,) would be 16 GB
        byte[] huge = Npy.array(1, "<f8", false, "(2000000000,)", new byte[24]);
        assertRefused(
                "shape (2000000000,), which is 16000000000 bytes, but holds 24",
                new Zip().store("X.npy", huge).finish());
        assertRefused("shape (2000000000,)", new Zip().deflate("X.npy", huge).finish());
        byte[] beyond = Npy.array(1, "<f8", false, "(65536, 65536)", new byte[24]);
        assertRefused(
                "at most 2147483639 numbers", new Zip().store("X.npy", beyond).finish());
    }

    @Test
    void damageIsRefused() {
        byte[] zip = new Zip().store("X.npy", Npy.vector("<f8", 1, 2, 3)).finish();
        byte[] turned = zip.clone();
        turned[35 + 128 + 3] ^= 1; // local header and name are 35 bytes, the header of the array is 128
        assertRefused("its checksum does not match", turned);
        assertRefused("cannot be read", Arrays.copyOf(zip, zip.length - 30));
    }

    @Test
    void whatIsNoArrayIsRefused() {
        byte[] vector = Npy.vector("<f8", 1);
        assertRefused(
                "a file of torch.save is not one",
                new Zip().store("archive/data.pkl", vector).finish());
        assertRefused(
                "contains X twice",
                new Zip().store("X.npy", vector).store("X.npy", vector).finish());
        assertRefused(
                "is not an .npy array",
                new Zip()
                        .store("X.npy", "hello, world".getBytes(StandardCharsets.UTF_8))
                        .finish());
        assertRefused(
                "version 4.0",
                new Zip()
                        .store("X.npy", Npy.array(4, "<f8", false, "()", new byte[8]))
                        .finish());
        assertRefused(
                "ends within its header",
                new Zip().store("X.npy", Arrays.copyOf(vector, 8)).finish());
        assertRefused(
                "announces a header of",
                new Zip().store("X.npy", Arrays.copyOf(vector, 40)).finish());
        assertRefused(
                "without descr",
                new Zip()
                        .store("X.npy", Npy.raw(1, "{'shape': ()}", new byte[8]))
                        .finish());
        assertRefused(
                "Python objects, dtype |O",
                new Zip()
                        .store("X.npy", Npy.array(1, "|O", false, "()", new byte[8]))
                        .finish());
        assertRefused(
                "complex numbers, dtype <c8",
                new Zip()
                        .store("X.npy", Npy.array(1, "<c8", false, "()", new byte[8]))
                        .finish());
        assertRefused(
                "strings, dtype <U2",
                new Zip()
                        .store("X.npy", Npy.array(1, "<U2", false, "()", new byte[8]))
                        .finish());
        assertRefused(
                "truth values, dtype |b1",
                new Zip()
                        .store("X.npy", Npy.array(1, "|b1", false, "()", new byte[1]))
                        .finish());
        assertRefused(
                "dtype <f16",
                new Zip()
                        .store("X.npy", Npy.array(1, "<f16", false, "()", new byte[16]))
                        .finish());
        String structured = "{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1,), }";
        assertRefused(
                "a structured",
                new Zip().store("X.npy", Npy.raw(1, structured, new byte[8])).finish());
        String twice = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'shape': (2,), }";
        assertRefused(
                "a key that occurs twice",
                new Zip().store("X.npy", Npy.raw(1, twice, new byte[8])).finish());
        assertRefused(
                "has shape (6 3): commas",
                new Zip()
                        .store("X.npy", Npy.array(1, "<f8", false, "(6 3)", new byte[8]))
                        .finish());
        assertRefused(
                "has a header of 70",
                new Zip()
                        .store("X.npy", Npy.array(2, "<f8", false, "(1,)" + " ".repeat(70_000), new byte[8]))
                        .finish());
        byte[] packed = new Zip().deflate("X.npy", vector).finish();
        packed[8] = 14; // the method, in the local header and in the directory
        packed[packed.length - 22 - 46 - 5 + 10] = 14;
        assertRefused("a method other than deflate", packed);
        byte[] longer = Npy.array(1, "<f8", false, "(1,)", new byte[16]);
        assertRefused(
                "is 8 bytes, but holds 16", new Zip().store("X.npy", longer).finish());
    }

    /** A file in which any byte has changed gives only a refusal. */
    @Test
    void anyByteMayBeAnother() {
        byte[] zip =
                Tool.batch().deflate("b.npy", Npy.vector("<f4", 1, 2, 3, 4)).finish();
        Random random = new Random(1);
        for (int k = 0; k < 500; k++) {
            byte[] changed = random.nextInt(4) == 0 ? Arrays.copyOf(zip, random.nextInt(zip.length)) : zip.clone();
            for (int turn = random.nextInt(4); turn >= 0 && changed.length > 0; turn--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Tool tool = Tool.run("softmax", write(changed), "--output", folder.resolve("out.npz"));
            assertTrue(!tool.err().contains("mistake in marginloss"), tool::err);
        }
    }

    /** The format of numpy.lib.format: magic word, version, length, a dictionary, and numbers at a multiple of 64. */
    @Test
    void whatIsWrittenIsAsSpecified() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpzWriter npz = new NpzWriter(bytes, true, "")) {
            npz.write("dX", new double[] {1, 0.1, 1e40}, 3, 1);
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ZipEntry entry = zip.getNextEntry();
            assertEquals("dX.npy", entry.getName());
            assertEquals(ZipEntry.STORED, entry.getMethod());
            byte[] numbers = Npy.numbers("<f4", 1, 0.1, Double.POSITIVE_INFINITY);
            assertArrayEquals(Npy.array(1, "<f4", false, "(3, 1)", numbers), zip.readAllBytes());
        }
    }

    private void assertRefused(String part, byte[] bytes) {
        Path file = write(bytes);
        String message = assertThrows(Refusal.class, () -> {
                    try (NpzFile npz = NpzFile.open(file)) {
                        npz.arrays(name -> true).values().forEach(array -> array.read());
                    }
                })
                .getMessage();
        assertTrue(message.contains(part) && message.contains("batch.npz"), message);
    }

    private Path write(byte[] bytes) {
        return Tool.write(folder.resolve("batch.npz"), bytes);
    }
}
