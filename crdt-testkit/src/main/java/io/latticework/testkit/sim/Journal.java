package io.latticework.testkit.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be done, written down before it is: a run that hangs, or takes the process with it, leaves the line that
 * replays it, and the step at which it was. A run that ends takes its file away, so what is found in the folder did not end.
 */
final class Journal implements AutoCloseable {
    /** A journal of nothing. */
    static final Journal NONE = new Journal(null, null);

    private final @Nullable Path file;
    private final @Nullable FileChannel channel;

    private Journal(@Nullable Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Starts the journal of a run in a folder, in a file named after the seed; {@link #NONE} without a folder. */
    static Journal of(Plan plan, @Nullable Path folder) {
        if (folder == null) {
            return NONE;
        }
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("running-" + Long.toUnsignedString(plan.seed()) + ".txt");
            Journal journal = new Journal(
                    file,
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING));
            journal.write(plan.toString());
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a journal into " + folder, e);
        }
    }

    /** Writes a line, which the operating system has when this returns. */
    void write(String line) {
        if (channel != null) {
            ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    int unused = channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write to the journal " + file, e);
            }
        }
    }

    /** The run has ended. */
    @Override
    public void close() {
        if (channel != null && file != null) {
            try {
                channel.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close the journal " + file, e);
            }
        }
    }
}
