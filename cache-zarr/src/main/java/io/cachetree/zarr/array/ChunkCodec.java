package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.metadata.ArrayMetadata;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * From the stored bytes of a chunk to the bytes of its elements in C order, and back.
 *
 * <p>Thread safety: immutable.
 */
@SuppressWarnings("ByteBufferBackingArray") // a workspace's buffers begin where their arrays do
final class ChunkCodec {

    private final CodecChain codecs;
    private final ElementType type;
    private final ByteOrder byteOrder;
    private final List<Integer> order;
    private final boolean isCOrder;
    private final List<Integer> chunk;
    private final int length;
    private final byte[] fill;

    ChunkCodec(ArrayMetadata metadata) {
        ArraySpec spec = metadata.spec();
        this.codecs = spec.codecs();
        this.type = spec.type();
        this.byteOrder = metadata.layout().byteOrder();
        this.order = metadata.layout().order();
        this.isCOrder = metadata.layout().isCOrder();
        this.chunk = spec.chunks();
        this.length = Math.toIntExact(spec.chunkElements() * type.size());
        this.fill = element(spec.fill());
    }

    /** Returns how many bytes a stored chunk has at most. */
    long maxStored() {
        return codecs.maxEncoded(length);
    }

    ByteBuffer decode(ByteBuffer stored, Workspace workspace) throws IOException {
        ByteBuffer raw = codecs.decode(stored, length, workspace);
        return isCOrder ? raw : toCOrder(raw, workspace);
    }

    ByteBuffer encode(ByteBuffer raw, Workspace workspace) throws IOException {
        return codecs.encode(raw, type.size(), workspace);
    }

    /** Returns a buffer for the bytes of all elements of a chunk, with any content. */
    ByteBuffer take(Workspace workspace) {
        return workspace.take(length);
    }

    /** Returns the bytes of elements as elements. */
    ElementView view(ByteBuffer raw) {
        return ElementView.of(type, raw.duplicate().order(byteOrder));
    }

    /** Sets all elements to the fill value. */
    ByteBuffer fill(ByteBuffer raw) {
        byte[] bytes = raw.array();
        System.arraycopy(fill, 0, bytes, 0, fill.length);
        for (int done = fill.length; done < length; done *= 2) {
            System.arraycopy(bytes, 0, bytes, done, Math.min(done, length - done));
        }
        return raw;
    }

    /** Returns whether all elements are the fill value, bit for bit: the first one is, and each is as the one before. */
    boolean isFill(ByteBuffer raw) {
        byte[] bytes = raw.array();
        return Arrays.equals(bytes, 0, fill.length, fill, 0, fill.length)
                && Arrays.equals(bytes, fill.length, length, bytes, 0, length - fill.length);
    }

    private byte[] element(Number value) {
        Object element = type.newArray(1);
        switch (type) {
            case BOOL -> Array.setBoolean(element, 0, value.longValue() != 0);
            case INT8, UINT8 -> Array.setByte(element, 0, value.byteValue());
            case INT16, UINT16 -> Array.setShort(element, 0, value.shortValue());
            case INT32, UINT32 -> Array.setInt(element, 0, value.intValue());
            case INT64, UINT64 -> Array.setLong(element, 0, value.longValue());
            case FLOAT16, FLOAT32 -> Array.setFloat(element, 0, value.floatValue());
            case FLOAT64 -> Array.setDouble(element, 0, value.doubleValue());
        }
        byte[] bytes = new byte[type.size()];
        view(ByteBuffer.wrap(bytes)).put(0, element, 0, 1);
        return bytes;
    }

    private ByteBuffer toCOrder(ByteBuffer raw, Workspace workspace) {
        int[] strides = storedStrides();
        ByteBuffer sorted = take(workspace);
        Box whole = Box.cell(new long[chunk.size()], chunk);
        long count = whole.count();
        int row = chunk.get(chunk.size() - 1);
        int stride = strides[strides.length - 1];
        for (long first = 0; first < count; first += row) {
            copyRow(raw, offset(whole.at(first), strides), stride, sorted.array(), (int) first, row);
        }
        return sorted;
    }

    private static int offset(long[] at, int[] strides) {
        int offset = 0;
        for (int d = 0; d < at.length; d++) {
            offset += (int) at[d] * strides[d];
        }
        return offset;
    }

    private void copyRow(ByteBuffer raw, int from, int stride, byte[] to, int first, int row) {
        int size = type.size();
        int start = raw.arrayOffset() + raw.position();
        for (int i = 0; i < row; i++) {
            System.arraycopy(raw.array(), start + (from + i * stride) * size, to, (first + i) * size, size);
        }
    }

    /** Returns how far apart neighbours in each dimension of the array are stored. */
    private int[] storedStrides() {
        int[] strides = new int[order.size()];
        int stride = 1;
        for (int i = order.size() - 1; i >= 0; i--) {
            strides[order.get(i)] = stride;
            stride *= chunk.get(order.get(i));
        }
        return strides;
    }
}
