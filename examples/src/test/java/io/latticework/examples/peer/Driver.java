package io.latticework.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.examples.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Drives a peer of this process over its standard streams. */
final class Driver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;

    private final PipedOutputStream toPeer = new PipedOutputStream();
    private final BlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();
    private final List<JsonNode> others = new ArrayList<>();
    private final CompletableFuture<Integer> exitCode;
    private final JsonNode ready;
    private int lastId;

    Driver(String... arguments) throws Exception {
        PipedInputStream in = new PipedInputStream(toPeer, 1 << 20);
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream fromPeer = new PipedInputStream(out, 1 << 20);
        exitCode = CompletableFuture.supplyAsync(
                () -> {
                    try (in;
                            out) {
                        return Main.run(in, out, arguments);
                    } catch (IOException e) {
                        return -1;
                    }
                },
                task -> daemon(task, "peer"));
        daemon(() -> read(fromPeer), "reader");
        ready = take();
    }

    static Driver peer(String name, Driver... others) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("peer", "--id", name, "--listen", "127.0.0.1:0"));
        for (Driver other : others) {
            arguments.addAll(List.of("--peer", other.address()));
        }
        return new Driver(arguments.toArray(String[]::new));
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(PipedInputStream fromPeer) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(fromPeer, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            lines.add(JSON.createObjectNode().put("broken", e.toString()));
        }
    }

    private JsonNode take() throws InterruptedException {
        JsonNode line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("a line from the peer").isNotNull();
        return line;
    }

    /** Returns the first line. */
    JsonNode ready() {
        return ready;
    }

    String address() {
        return ready.get("listen").asText();
    }

    /** Sends some lines as they are. */
    void send(byte[] bytes) throws IOException {
        toPeer.write(bytes);
        toPeer.flush();
    }

    void send(String line) throws IOException {
        send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the answer to an id, whatever else comes before it. */
    JsonNode answer(JsonNode id) throws InterruptedException {
        for (JsonNode line : List.copyOf(others)) {
            if (id.equals(line.get("id"))) {
                others.remove(line);
                return line;
            }
        }
        for (JsonNode line = take(); ; line = take()) {
            if (id.equals(line.get("id"))) {
                return line;
            }
            others.add(line);
        }
    }

    /** Returns the next event of a key. */
    JsonNode change(String key) throws InterruptedException {
        for (JsonNode line : List.copyOf(others)) {
            if (line.path("key").asText().equals(key)) {
                others.remove(line);
                return line;
            }
        }
        for (JsonNode line = take(); ; line = take()) {
            if (line.path("event").asText().equals("change")
                    && line.path("key").asText().equals(key)) {
                return line;
            }
            others.add(line);
        }
    }

    /** Returns the next line, which is no answer to a request with an id. */
    JsonNode next() throws InterruptedException {
        return others.isEmpty() ? take() : others.remove(0);
    }

    /** Sends a request, written with single quotes, with an id added; returns the id. */
    JsonNode request(String request) throws IOException {
        String fields = request.replace('\'', '"').substring(1);
        send("{\"id\":" + ++lastId + (fields.equals("}") ? "" : ",") + fields);
        return IntNode.valueOf(lastId);
    }

    /** Sends a request and returns the answer. */
    JsonNode ask(String request) throws IOException, InterruptedException {
        return answer(request(request));
    }

    /** Sends a request that is to succeed, and returns the fields of the answer beside id and ok, as text. */
    String ok(String request) throws IOException, InterruptedException {
        ObjectNode answer = (ObjectNode) ask(request);
        assertThat(answer.get("ok").asBoolean()).as("%s: %s", request, answer).isTrue();
        return answer.without(List.of("id", "ok")).toString().replace('"', '\'');
    }

    /** Sends a request that is to be refused, and returns the reason. */
    String refused(String request) throws IOException, InterruptedException {
        JsonNode answer = ask(request);
        assertThat(answer.get("ok").asBoolean()).as("%s: %s", request, answer).isFalse();
        assertThat(answer.get("message").asText()).isNotBlank();
        return answer.get("reason").asText();
    }

    /** Ends the input and returns the exit code. */
    int finish() throws Exception {
        toPeer.close();
        return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns the exit code of a peer that ends by itself. */
    int exitCode() throws Exception {
        return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        toPeer.close();
    }
}
