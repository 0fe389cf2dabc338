package io.latticework.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.examples.Main;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Notes in a process of their own, with somebody at its terminal. */
final class Terminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final BufferedWriter keyboard;
    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final String address;

    Terminal(String name, String listen, String... peers) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "notes",
                "--id",
                name,
                "--listen",
                listen));
        for (String peer : peers) {
            command.addAll(List.of("--peer", peer));
        }
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        keyboard = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
        String ready = next();
        assertThat(ready).startsWith(name + " is at 127.0.0.1:");
        address = ready.substring(ready.indexOf("127."), ready.indexOf(';'));
    }

    private void read() {
        try (BufferedReader screen = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = screen.readLine(); line != null; line = screen.readLine()) {
                printed.add(line);
            }
        } catch (IOException e) {
            printed.add("broken: " + e);
        }
    }

    String address() {
        return address;
    }

    void type(String line) throws IOException {
        keyboard.write(line);
        keyboard.newLine();
        keyboard.flush();
    }

    /** Returns the next line on the screen. */
    String next() throws InterruptedException {
        String line = printed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("a line on the screen").isNotNull();
        return line;
    }

    /** Returns all lines of the notes. */
    List<String> show() throws IOException, InterruptedException {
        type(":show");
        List<String> lines = new ArrayList<>();
        for (String line = next(); !line.startsWith("---"); line = next()) {
            lines.add(line);
        }
        return lines;
    }

    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    /** Ends the input and returns the exit code. */
    int finish() throws IOException, InterruptedException {
        keyboard.close();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
