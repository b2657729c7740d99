package io.github.marginloss.tool;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip file, made byte by byte, so that its entries may contain lies. */
final class Zip {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;

    /** An entry that is stored. */
    Zip store(String name, byte[] content) {
        return entry(name, content, content, false, 0);
    }

    /** An entry that is deflated. */
    Zip deflate(String name, byte[] content) {
        return entry(name, content, deflated(content), false, 0);
    }

    /** An entry whose deflated bytes end early, in accordance with the directory. */
    Zip deflateHalf(String name, byte[] content) {
        byte[] packed = deflated(content);
        return entry(name, content, Arrays.copyOf(packed, packed.length / 2), false, 0);
    }

    /** An entry whose sizes have eight bytes, as numpy writes them. */
    Zip storeWide(String name, byte[] content) {
        return entry(name, content, content, true, 0);
    }

    /** An entry that claims to be longer than it is. */
    Zip lie(String name, byte[] content, boolean deflated, int more) {
        return entry(name, content, deflated ? deflated(content) : content, false, more);
    }

    private Zip entry(String name, byte[] content, byte[] packed, boolean wide, int more) {
        boolean deflated = packed != content;
        CRC32 sum = new CRC32();
        sum.update(content);
        int size = content.length + more;
        int packedSize = deflated ? packed.length : packed.length + more;
        byte[] extra = wide
                ? bytes(little(20)
                        .putShort((short) 1)
                        .putShort((short) 16)
                        .putLong(size)
                        .putLong(packedSize))
                : new byte[0];
        byte[] word = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer common = little(26)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) (deflated ? 8 : 0))
                .putInt(33 << 16)
                .putInt((int) sum.getValue())
                .putInt(wide ? -1 : packedSize)
                .putInt(wide ? -1 : size)
                .putShort((short) word.length)
                .putShort((short) extra.length);
        int offset = bytes.size();
        bytes.writeBytes(bytes(little(4).putInt(0x04034b50)));
        bytes.writeBytes(bytes(common));
        bytes.writeBytes(word);
        bytes.writeBytes(extra);
        bytes.writeBytes(packed);
        directory.writeBytes(bytes(little(6).putInt(0x02014b50).putShort((short) 45)));
        directory.writeBytes(bytes(common));
        directory.writeBytes(bytes(little(14).putInt(10, offset)));
        directory.writeBytes(word);
        directory.writeBytes(extra);
        entries++;
        return this;
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    byte[] finish() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes.toByteArray());
        all.writeBytes(directory.toByteArray());
        all.writeBytes(bytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(directory.size())
                .putInt(bytes.size())));
        return all.toByteArray();
    }
}
