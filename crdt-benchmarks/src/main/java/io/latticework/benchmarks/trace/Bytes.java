package io.latticework.benchmarks.trace;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate, as a store of saved texts may use. */
final class Bytes {
    private static final int LEVEL = 6;
    private static final int BUFFER = 1 << 16;

    private Bytes() {}

    static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(LEVEL, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[BUFFER];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** Returns what was deflated, of which the length is known. */
    static byte[] inflate(byte[] deflated, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] bytes = new byte[length];
            if (inflater.inflate(bytes) != length) {
                throw new IllegalStateException("The deflated bytes are shorter than they were");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("These are no deflated bytes", e);
        } finally {
            inflater.end();
        }
    }
}
