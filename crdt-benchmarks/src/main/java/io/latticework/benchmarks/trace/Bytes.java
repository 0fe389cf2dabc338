package io.latticework.benchmarks.trace;

import java.util.zip.Deflater;

/** Sizes of what is stored. */
final class Bytes {
    private static final int LEVEL = 6;
    private static final int BUFFER = 1 << 16;

    private Bytes() {}

    /** Returns the size after raw deflate. */
    static int deflated(byte[] bytes) {
        Deflater deflater = new Deflater(LEVEL, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[BUFFER];
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(buffer);
        }
        deflater.end();
        return size;
    }
}
