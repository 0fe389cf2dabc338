package io.latticework.testkit.toy;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Short texts with their length before them. */
final class Ascii {
    private Ascii() {}

    static void put(ByteBuffer bytes, String text) {
        bytes.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    static String get(ByteBuffer buffer) {
        int length = buffer.get();
        if (length < 0) {
            throw new DecodeException(Reason.MALFORMED, "a text is not " + length + " bytes long");
        }
        byte[] text = new byte[length];
        buffer.get(text);
        String read = new String(text, StandardCharsets.US_ASCII);
        if (read.contains("\ufffd")) {
            throw new DecodeException(Reason.MALFORMED, "not ASCII");
        }
        return read;
    }
}
