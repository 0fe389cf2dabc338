package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes lines, each whole. Who writes waits for who reads, so nothing piles up. Thread-safe. */
final class LineWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);

    private final OutputStream out;
    private boolean broken;

    LineWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    /** Writes a line; it may stay here until {@link #flush}. */
    void write(ObjectNode object) {
        byte[] line = Lines.write(object);
        synchronized (this) {
            attempt(() -> out.write(line));
        }
    }

    /** Sends off what is here. */
    synchronized void flush() {
        attempt(out::flush);
    }

    /** Tells whether nobody reads any more. */
    synchronized boolean isBroken() {
        return broken;
    }

    private void attempt(Attempt attempt) {
        if (broken) {
            return;
        }
        try {
            attempt.run();
        } catch (IOException e) {
            broken = true;
            LOG.warn("Nobody reads the answers any more: {}", e.getMessage());
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
