package io.latticework.examples.notes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latticework.examples.peer.ReplicaOptions;
import io.latticework.sync.Replica;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Edits notes together with others, from a terminal. */
@Command(
        name = "notes",
        mixinStandardHelpOptions = true,
        description =
                "Edits notes together with others, line by line: what is typed is added, what others do is shown.")
public final class NotesCommand implements Callable<Integer> {
    private static final int FAILED = 2;

    private final InputStream in;
    private final OutputStream out;

    @Mixin
    private ReplicaOptions options = new ReplicaOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "Which notes to edit. Default: ${DEFAULT-VALUE}.")
    private String key = "notes";

    /** Returns the command over some streams. */
    public NotesCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter lines = new PrintWriter(out, true, UTF_8);
        Replica replica;
        try {
            replica = options.start();
        } catch (RuntimeException e) {
            lines.println("? " + e.getMessage());
            return FAILED;
        }
        Thread atEnd = new Thread(replica::close, "close");
        Runtime.getRuntime().addShutdownHook(atEnd);
        try (replica) {
            new Notes(replica, key, lines).run(new BufferedReader(new InputStreamReader(in, UTF_8)));
        }
        return 0;
    }
}
