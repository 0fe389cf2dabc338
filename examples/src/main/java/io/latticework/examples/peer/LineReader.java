package io.latticework.examples.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines, and never holds more of one than is allowed. */
final class LineReader {
    /** A line, or the beginning of one that is too long. */
    static final class Line {
        private final byte[] bytes;
        private final boolean whole;

        private Line(byte[] bytes, boolean whole) {
            this.bytes = bytes;
            this.whole = whole;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean isWhole() {
            return whole;
        }
    }

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private final InputStream rest = new Rest();
    private int next;
    private int end;
    private boolean insideLine;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Returns the next line, {@code null} at the end of the stream. What is left of the last one is skipped. */
    @Nullable
    Line read() throws IOException {
        long unused = rest.transferTo(OutputStream.nullOutputStream());
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        insideLine = next < end || fill();
        boolean any = insideLine;
        while (insideLine && line.size() < maxBytes) {
            int stop = Math.min(endOfLine(), next + maxBytes - line.size());
            line.write(buffer, next, stop - next);
            next = stop;
            step();
        }
        return any ? new Line(line.toByteArray(), !insideLine) : null;
    }

    /** Returns what is left of a line that is too long. */
    InputStream rest() {
        return rest;
    }

    /** Tells whether a whole line is here already, so that reading it does not wait. */
    boolean hasLine() {
        return endOfLine() < end;
    }

    /** Goes over the end of the line if it is here, and makes sure that there is more if not. */
    private void step() throws IOException {
        if (next == end && !fill()) {
            insideLine = false;
        } else if (buffer[next] == '\n') {
            next++;
            insideLine = false;
        }
    }

    private int endOfLine() {
        int at = next;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private final class Rest extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!insideLine) {
                return -1;
            }
            int count = Math.min(length, endOfLine() - next);
            System.arraycopy(buffer, next, target, offset, count);
            next += count;
            step();
            return count;
        }
    }
}
