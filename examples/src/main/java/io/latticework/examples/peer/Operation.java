package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What a request asks for. It throws a {@link Refusal}, or fails with one, if that is not to be had. */
interface Operation {
    /** Does it, and returns the fields of the answer, later if it has to wait for others. */
    CompletionStage<ObjectNode> run(Request request);

    /** Returns an operation that answers at once. */
    static Operation now(Function<Request, ObjectNode> operation) {
        return request -> CompletableFuture.completedFuture(operation.apply(request));
    }
}
