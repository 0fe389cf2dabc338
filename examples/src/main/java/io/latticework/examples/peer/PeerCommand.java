package io.latticework.examples.peer;

import io.latticework.sync.Replica;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one replica that is driven by one JSON object a line. */
@Command(
        name = "peer",
        mixinStandardHelpOptions = true,
        description = "Runs one replica, driven by one JSON object per line on standard input.")
public final class PeerCommand implements Callable<Integer> {
    private static final int FAILED = 2;

    private final InputStream in;
    private final OutputStream out;

    @Mixin
    private ReplicaOptions options = new ReplicaOptions();

    /** Returns the command over some streams. */
    public PeerCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        return run(options, in, out, replica -> {});
    }

    /**
     * Starts a replica, talks about it until the input ends, and closes it, also when the process is told to end.
     *
     * @param started gets the replica when it has started
     * @return the exit code
     */
    public static int run(ReplicaOptions options, InputStream in, OutputStream out, Consumer<Replica> started)
            throws IOException {
        Replica replica;
        try {
            replica = options.start();
        } catch (IllegalArgumentException e) {
            return failed(out, Reason.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failed(out, Refusal.of(e).reason(), String.valueOf(e.getMessage()));
        }
        Thread atEnd = new Thread(replica::close, "close");
        Runtime.getRuntime().addShutdownHook(atEnd);
        try (replica) {
            started.accept(replica);
            new Conversation(replica, in, out).run();
        }
        return 0;
    }

    /** Says that the replica did not start; returns the exit code. */
    public static int failed(OutputStream out, Reason reason, String message) {
        LineWriter lines = new LineWriter(out);
        lines.write(Lines.object()
                .put("event", "failed")
                .put("reason", reason.word())
                .put("message", message));
        lines.flush();
        return FAILED;
    }
}
