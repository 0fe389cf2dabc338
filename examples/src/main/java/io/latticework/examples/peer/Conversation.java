package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.examples.peer.LineReader.Line;
import io.latticework.sync.Replica;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests and answers about one replica, until the input ends. Answers come in the order of the requests, except those
 * that wait for other replicas: they come when they can, and whatever happens exactly once.
 */
public final class Conversation {
    private static final int MAX_WAITING = 10_000;
    private static final long LAST_ANSWERS_MS = 2_000;
    private static final long ENGINE_MS = 30_000;

    private final Replica replica;
    private final LineReader in;
    private final LineWriter out;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** Writes what waited; never the engine's thread, which a slow reader would hold up. */
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "answers");
        thread.setDaemon(true);
        return thread;
    });

    /** A request whose answer waits for others. */
    private static final class Waiting {
        final JsonNode id;
        final CompletableFuture<ObjectNode> result;
        final CompletableFuture<Void> answered = new CompletableFuture<>();

        Waiting(JsonNode id, CompletionStage<ObjectNode> result) {
            this.id = id;
            this.result = result.toCompletableFuture();
        }
    }

    /**
     * Begins a conversation.
     *
     * @param replica what it is about
     * @param input one request a line
     * @param output one answer or event a line
     */
    public Conversation(Replica replica, InputStream input, OutputStream output) {
        this.replica = replica;
        this.in = new LineReader(input, Lines.MAX_BYTES);
        this.out = new LineWriter(output);
        Values values = new Values(replica);
        operations.putAll(new Mutations(values).operations());
        operations.putAll(new Reads(replica, values).operations());
        operations.putAll(new Links(replica).operations());
        operations.putAll(new Watches(replica, out).operations());
    }

    /** Says that the replica is ready, and answers requests until one says {@code quit} or the input ends. */
    public void run() throws IOException {
        out.write(Lines.object()
                .put("event", "ready")
                .put("id", replica.id().name())
                .put("incarnation", String.format("%016x", replica.id().incarnation()))
                .put("listen", replica.address()));
        out.flush();
        boolean goesOn = true;
        for (Line line = in.read(); line != null && goesOn; line = goesOn ? in.read() : null) {
            goesOn = hear(line) && !out.isBroken();
            if (!in.hasLine()) {
                out.flush();
            }
        }
        end(goesOn ? LAST_ANSWERS_MS : 0);
    }

    /** Answers a line, and tells whether more are to be read. */
    private boolean hear(Line line) {
        ObjectNode fields;
        try {
            fields = read(line);
        } catch (Refusal refusal) {
            InputStream beginning = new ByteArrayInputStream(line.bytes());
            refuse(Lines.idIn(new SequenceInputStream(beginning, in.rest())), refusal);
            return true;
        }
        JsonNode id = fields.path("id");
        try {
            return hear(id, new Request(fields));
        } catch (RuntimeException | StackOverflowError e) {
            refuse(id, Refusal.of(e));
            return true;
        }
    }

    private static ObjectNode read(Line line) {
        if (!line.isWhole()) {
            throw new Refusal(Reason.LIMIT, "A line has more than " + Lines.MAX_BYTES + " bytes");
        }
        try {
            return Lines.read(line.bytes());
        } catch (IOException e) {
            throw Refusal.badRequest("No request: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private boolean hear(JsonNode id, Request request) {
        String op = request.op();
        if (op.equals("quit")) {
            answer(id, Lines.object());
            return false;
        }
        Operation operation = operations.get(op);
        if (operation == null) {
            throw new Refusal(Reason.UNKNOWN_OP, "There is no operation " + op);
        }
        CompletionStage<ObjectNode> result = operation.run(request);
        if (op.equals("await") || request.has("concern")) {
            later(new Waiting(id, result));
        } else {
            answer(id, await(result));
        }
        return true;
    }

    private static ObjectNode await(CompletionStage<ObjectNode> result) {
        try {
            return result.toCompletableFuture().get(ENGINE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Refusal.of(e);
        } catch (TimeoutException e) {
            throw new Refusal(Reason.TIMEOUT, "The engine does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Reason.CLOSED, "The process ends");
        }
    }

    private void later(Waiting request) {
        if (waiting.size() >= MAX_WAITING) {
            refuse(request.id, new Refusal(Reason.LIMIT, MAX_WAITING + " requests wait already; the write is made"));
            return;
        }
        waiting.add(request);
        CompletableFuture<ObjectNode> unused = request.result.whenCompleteAsync(
                (fields, failure) -> {
                    if (waiting.remove(request)) {
                        if (failure == null) {
                            answer(request.id, fields);
                        } else {
                            refuse(request.id, Refusal.of(failure));
                        }
                        out.flush();
                    }
                    request.answered.complete(null);
                },
                answers);
    }

    /** Gives what waits a last moment, then refuses the rest. */
    private void end(long patienceMs) {
        CompletableFuture<Void> all = CompletableFuture.allOf(
                waiting.stream().map(request -> request.answered).toArray(CompletableFuture<?>[]::new));
        try {
            all.get(patienceMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            answers.shutdown();
        }
        for (Waiting request : List.copyOf(waiting)) {
            if (waiting.remove(request)) {
                refuse(request.id, new Refusal(Reason.CLOSED, "The replica closes; a write stays"));
            }
        }
        answers.shutdown();
        out.flush();
    }

    private void answer(JsonNode id, ObjectNode fields) {
        write(id, true, fields);
    }

    private void refuse(JsonNode id, Refusal refusal) {
        ObjectNode fields =
                Lines.object().put("reason", refusal.reason().word()).put("message", refusal.getMessage());
        fields.setAll(refusal.details());
        write(id, false, fields);
    }

    private void write(JsonNode id, boolean ok, ObjectNode fields) {
        ObjectNode line = Lines.object();
        line.set("id", id.isMissingNode() ? line.nullNode() : id);
        line.put("ok", ok);
        line.setAll(fields);
        out.write(line);
    }
}
