package io.latticework.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.examples.Main;
import io.latticework.examples.peer.Lines;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A peer in a process of its own, spoken to over its control channel. */
public final class PeerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final OutputStream requests;
    private final Map<Long, CompletableFuture<ObjectNode>> open = new ConcurrentHashMap<>();
    private final CompletableFuture<ObjectNode> ready = new CompletableFuture<>();
    private final Consumer<ObjectNode> events;
    private long lastId;

    private PeerProcess(Process process, Consumer<ObjectNode> events) {
        this.process = process;
        this.events = events;
        this.requests = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    }

    /**
     * Starts a program of these examples and waits until it is ready.
     *
     * @param events hears of what is no answer, after the first
     * @param arguments its command line, such as {@code peer --id a --listen 127.0.0.1:0}
     */
    public static PeerProcess start(Consumer<ObjectNode> events, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PeerProcess peer = new PeerProcess(process, events);
        Thread reader = new Thread(peer::read, "answers of " + arguments);
        reader.setDaemon(true);
        reader.start();
        peer.result(peer.ready);
        return peer;
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (byte[] line = line(in); line != null; line = line(in)) {
                hear(Lines.read(line));
            }
        } catch (IOException e) {
            process.destroy();
        }
        IllegalStateException ended = new IllegalStateException("The process has ended");
        ready.completeExceptionally(ended);
        open.values().forEach(answer -> answer.completeExceptionally(ended));
    }

    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }

    private void hear(ObjectNode line) {
        if (!line.has("event")) {
            CompletableFuture<ObjectNode> answer = open.remove(line.path("id").asLong(-1));
            if (answer != null) {
                answer.complete(line);
            }
        } else if (!ready.isDone()) {
            ready.complete(line);
        } else {
            events.accept(line);
        }
    }

    /** Returns the first line that the process printed. */
    public ObjectNode ready() {
        return ready.getNow(Lines.object());
    }

    /** Returns where the replica listens. */
    public String address() {
        return ready().path("listen").asText();
    }

    /** Begins a request, to be completed with fields. */
    public static ObjectNode request(String op) {
        return Lines.object().put("op", op);
    }

    /** Sends a request, perhaps only with the next {@link #flush}; the answer comes later. */
    public synchronized CompletableFuture<ObjectNode> send(ObjectNode request) throws IOException {
        long id = ++lastId;
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        requests.write(Lines.write(request.put("id", id)));
        return answer;
    }

    /** Sends off what {@link #send} has gathered. */
    public synchronized void flush() throws IOException {
        requests.flush();
    }

    /** Sends a request and waits for the answer. */
    public ObjectNode ask(ObjectNode request) throws IOException, InterruptedException {
        CompletableFuture<ObjectNode> answer = send(request);
        flush();
        return result(answer);
    }

    /** Sends a request about the peer of a name and waits for the answer. */
    public JsonNode ask(String op, String field, String text) throws IOException, InterruptedException {
        return ask(request(op).put(field, text));
    }

    @CanIgnoreReturnValue
    private ObjectNode result(CompletableFuture<ObjectNode> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("No answer from a process: " + e.getMessage(), e);
        }
    }

    /** Ends the process as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends the input, as its driver does when it is done, and returns the exit code. */
    public int finish() throws IOException, InterruptedException {
        requests.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** Ends the process if it is there still. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
