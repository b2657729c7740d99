package io.github.marginloss.tool.npz;

import io.github.marginloss.tool.message.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of an .npz file, which is a zip file of .npy files, stored or deflated. */
public final class NpzFile implements AutoCloseable {

    private static final String SUFFIX = ".npy";

    private final Path path;
    private final ZipFile zip;

    private NpzFile(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @return its arrays, which can be read until it is closed
     * @throws Refusal if it is not a complete zip file
     */
    public static NpzFile open(Path path) {
        try {
            return new NpzFile(path, new ZipFile(path.toFile()));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("compression method")) {
                throw new Refusal(
                        path + " is compressed with a method other than deflate (" + e.getMessage()
                                + "): np.savez or np.savez_compressed expected",
                        e);
            }
            throw NpyArray.unreadable(path.toString(), e);
        }
    }

    /**
     * Opens a single array in an .npy file.
     *
     * @param path the .npy file
     * @param name the name of the array
     * @return the array
     * @throws Refusal if it is not an .npy file
     */
    public static ArraySource single(Path path, String name) {
        return NpyArray.of(path, name);
    }

    /**
     * Reads all headers.
     *
     * @param wanted selects the names that are needed
     * @return the arrays by their names; null for one that is not wanted
     * @throws Refusal if one of them is not an array of numbers, or occurs twice
     */
    public Map<String, ArraySource> arrays(Predicate<String> wanted) {
        Map<String, ArraySource> arrays = new LinkedHashMap<>();
        for (ZipEntry entry : entries()) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                throw new Refusal(path + " contains " + name
                        + ": an .npz file written by np.savez expected, whose entries are .npy"
                        + (name.endsWith(".pkl") ? "; a file of torch.save is not one" : ""));
            }
            String array = name.substring(0, name.length() - SUFFIX.length());
            if (arrays.containsKey(array)) {
                throw new Refusal(path + " contains " + array + " twice: one array per name expected");
            }
            arrays.put(array, wanted.test(array) ? array(array, entry) : null);
        }
        return arrays;
    }

    private List<ZipEntry> entries() {
        List<ZipEntry> entries = new ArrayList<>();
        zip.stream().forEach(entries::add);
        return entries;
    }

    private ArraySource array(String name, ZipEntry entry) {
        String place = name + " in " + path;
        try {
            if (entry.getCompressedSize() > Files.size(path)) {
                throw new Refusal(place + " announces " + entry.getCompressedSize() + " bytes, but the file has "
                        + Files.size(path) + ": a complete file expected");
            }
            requireLength(place, entry);
            return NpyArray.of(name, path.toString(), entry.getSize(), () -> checked(place, entry));
        } catch (IOException e) {
            throw NpyArray.unreadable(place, e);
        }
    }

    /**
     * Checks the length of an entry. The length of a stored entry is its size in the file; a deflated entry is inflated
     * once to count its bytes.
     */
    private void requireLength(String place, ZipEntry entry) throws IOException {
        long length = entry.getCompressedSize();
        if (entry.getMethod() != ZipEntry.STORED) {
            try (InputStream in = zip.getInputStream(entry)) {
                length = in.transferTo(OutputStream.nullOutputStream());
            }
        }
        if (length != entry.getSize()) {
            throw new Refusal(place + " announces " + entry.getSize() + " bytes, but holds " + length
                    + ": a complete, undamaged file expected");
        }
    }

    /** The bytes of an entry; after the last one, their checksum must match the one in the file. */
    private InputStream checked(String place, ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32()) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int count = super.read(target, from, length);
                if (count < 0 && getChecksum().getValue() != entry.getCrc()) {
                    throw new Refusal(
                            place + " is damaged, because its checksum does not match: an undamaged file expected");
                }
                return count;
            }
        };
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw NpyArray.unreadable(path.toString(), e);
        }
    }
}
