package io.cachetree.zarr.image;

import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.BooleanArray;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;

/** Primitive arrays that ImgLib2 reads and does not change: what a cell of a stored image holds. */
final class ReadOnly {

    private ReadOnly() {}

    /** Returns the elements of a primitive array. */
    static ArrayDataAccess<?> of(Object elements) {
        if (elements instanceof boolean[] values) {
            return new Booleans(values);
        }
        if (elements instanceof byte[] values) {
            return new Bytes(values);
        }
        if (elements instanceof short[] values) {
            return new Shorts(values);
        }
        if (elements instanceof int[] values) {
            return new Ints(values);
        }
        if (elements instanceof long[] values) {
            return new Longs(values);
        }
        if (elements instanceof float[] values) {
            return new Floats(values);
        }
        return new Doubles((double[]) elements);
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException(
                "Cannot change a pixel of a stored image: it is read only. Change a copy of the image, see copy().");
    }

    private static final class Booleans extends BooleanArray {
        private static final long serialVersionUID = 1L;

        Booleans(boolean[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, boolean value) {
            throw refused();
        }
    }

    private static final class Bytes extends ByteArray {
        private static final long serialVersionUID = 1L;

        Bytes(byte[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, byte value) {
            throw refused();
        }
    }

    private static final class Shorts extends ShortArray {
        private static final long serialVersionUID = 1L;

        Shorts(short[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, short value) {
            throw refused();
        }
    }

    private static final class Ints extends IntArray {
        private static final long serialVersionUID = 1L;

        Ints(int[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, int value) {
            throw refused();
        }
    }

    private static final class Longs extends LongArray {
        private static final long serialVersionUID = 1L;

        Longs(long[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, long value) {
            throw refused();
        }
    }

    private static final class Floats extends FloatArray {
        private static final long serialVersionUID = 1L;

        Floats(float[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, float value) {
            throw refused();
        }
    }

    private static final class Doubles extends DoubleArray {
        private static final long serialVersionUID = 1L;

        Doubles(double[] values) {
            super(values);
        }

        @Override
        public void setValue(int index, double value) {
            throw refused();
        }
    }
}
