package io.latticework.examples.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A region: one replica in a process, which may crash and come back under its name and address. */
final class Region implements AutoCloseable {
    private final String name;
    private PeerProcess process;
    private long bytesSentBefore;

    Region(String name) throws IOException, InterruptedException {
        this.name = name;
        this.process = process("127.0.0.1:0", List.of());
    }

    private PeerProcess process(String listen, Collection<String> peers) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("peer", "--id", name, "--listen", listen));
        for (String peer : peers) {
            arguments.addAll(List.of("--peer", peer));
        }
        return PeerProcess.start(event -> {}, arguments);
    }

    String name() {
        return name;
    }

    String address() {
        return process.address();
    }

    /** Returns the incarnation, which is another after each start. */
    String incarnation() {
        return process.ready().path("incarnation").asText();
    }

    PeerProcess process() {
        return process;
    }

    /** Takes note of what was sent so far: a crash comes. */
    void noteBytesSent() throws IOException, InterruptedException {
        bytesSentBefore = bytesSent();
    }

    /** Ends the process as a crash would. */
    void crash() throws InterruptedException {
        process.kill();
    }

    /** Starts the process again, with nothing but its name and address. */
    void restart(Collection<String> peers) throws IOException, InterruptedException {
        process = process(process.address(), peers);
    }

    /** Returns the digest of the state and the number of keys. */
    ObjectNode digest() throws IOException, InterruptedException {
        return process.ask(PeerProcess.request("digest"));
    }

    /** Returns what was sent to other regions, before and after crashes. */
    long bytesSent() throws IOException, InterruptedException {
        return bytesSentBefore
                + process.ask(PeerProcess.request("stats"))
                        .path("stats")
                        .path("bytes_sent")
                        .asLong();
    }

    @Override
    public void close() {
        process.close();
    }
}
