package io.cachetree.examples.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes TIFF files byte by byte from the TIFF 6.0 specification, so that reading is not tested by what it is made of.
 */
final class TiffBytes {

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ASCII = 2;

    private final ByteBuffer bytes;
    private final List<int[]> entries = new ArrayList<>();
    private int nextPage = 4; // where the offset of the next page goes

    TiffBytes(ByteOrder order) {
        bytes = ByteBuffer.allocate(100_000).order(order);
        bytes.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        bytes.putShort((short) 42).putInt(0);
    }

    TiffBytes grey8(int height, int width, int... voxels) {
        int start = bytes.position();
        for (int voxel : voxels) {
            bytes.put((byte) voxel);
        }
        return page(height, width, 8, 1, 1, start);
    }

    TiffBytes grey16(int height, int width, int... voxels) {
        int start = bytes.position();
        for (int voxel : voxels) {
            bytes.putShort((short) voxel);
        }
        return page(height, width, 16, 1, 1, start);
    }

    TiffBytes floating(int height, int width, float... voxels) {
        int start = bytes.position();
        for (float voxel : voxels) {
            bytes.putFloat(voxel);
        }
        return page(height, width, 32, 1, 3, start);
    }

    TiffBytes rgb(int height, int width) {
        int start = bytes.position();
        bytes.put(new byte[3 * height * width]);
        return page(height, width, 8, 3, 1, start);
    }

    /** Describes the next page. */
    TiffBytes described(String text) {
        byte[] ascii = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        entries.add(new int[] {270, ASCII, ascii.length, bytes.position()});
        bytes.put(ascii);
        return this;
    }

    byte[] toBytes() {
        byte[] all = new byte[bytes.position()];
        bytes.get(0, all);
        return all;
    }

    private TiffBytes page(int height, int width, int bits, int samples, int format, int start) {
        int end = bytes.position();
        int bitsAt = end;
        if (samples == 3) {
            bytes.putShort((short) bits).putShort((short) bits).putShort((short) bits);
        }
        entries.add(new int[] {256, LONG, 1, width});
        entries.add(new int[] {257, LONG, 1, height});
        entries.add(new int[] {258, SHORT, samples, samples == 3 ? bitsAt : bits});
        entries.add(new int[] {259, SHORT, 1, 1});
        entries.add(new int[] {262, SHORT, 1, samples == 3 ? 2 : 1});
        entries.add(new int[] {273, LONG, 1, start});
        entries.add(new int[] {277, SHORT, 1, samples});
        entries.add(new int[] {278, LONG, 1, height});
        entries.add(new int[] {279, LONG, 1, end - start});
        entries.add(new int[] {339, SHORT, 1, format});
        directory();
        return this;
    }

    private void directory() {
        entries.sort((a, b) -> Integer.compare(a[0], b[0]));
        bytes.putInt(nextPage, bytes.position());
        bytes.putShort((short) entries.size());
        entries.forEach(this::entry);
        nextPage = bytes.position();
        bytes.putInt(0);
        entries.clear();
    }

    private void entry(int[] entry) {
        bytes.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
        if (entry[1] == SHORT && entry[2] == 1) {
            bytes.putShort((short) entry[3]).putShort((short) 0);
        } else {
            bytes.putInt(entry[3]);
        }
    }
}
