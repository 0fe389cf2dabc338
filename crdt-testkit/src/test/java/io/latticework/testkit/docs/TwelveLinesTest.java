package io.latticework.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.testkit.docs.Page.Block;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the front page, as it stands there, run by three replicas that name each other in a ring. */
class TwelveLinesTest {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final Semaphore pressed = new Semaphore(0);

    @Test
    void threeReplicasAddUpAndConfirmEachOther(@TempDir Path folder) throws Exception {
        Block block = Page.of(Page.root().resolve("README.md")).blocks().stream()
                .filter(each -> each.language().equals("java program"))
                .findFirst()
                .orElseThrow();
        assertThat(block.text().lines()).hasSize(12);
        Program program = Program.of(block.text());
        PrintStream console = System.out;
        InputStream keyboard = System.in;
        List<String> addresses = freeAddresses();
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        try (URLClassLoader loader = program.compiled(folder)) {
            System.setOut(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
            System.setIn(new Keyboard());
            for (int i = 0; i < 3; i++) {
                runs.add(start(program, loader, "replica-" + i, addresses.get(i), addresses.get((i + 1) % 3)));
            }
            await(3, "reached=true");
            await(3, "303");
            pressed.release(3);
            for (CompletableFuture<Void> run : runs) {
                run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            pressed.release(3);
            System.setOut(console);
            System.setIn(keyboard);
        }
    }

    private static List<String> freeAddresses() throws IOException {
        try (ServerSocket a = socket();
                ServerSocket b = socket();
                ServerSocket c = socket()) {
            return List.of(a, b, c).stream()
                    .map(each -> "127.0.0.1:" + each.getLocalPort())
                    .toList();
        }
    }

    private static ServerSocket socket() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static CompletableFuture<Void> start(Program program, ClassLoader loader, String... arguments) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        program.main(loader, arguments);
                        end.complete(null);
                    } catch (ReflectiveOperationException e) {
                        end.completeExceptionally(e);
                    }
                },
                arguments[0]);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private final List<String> lines = new ArrayList<>();

    /** Waits until some text was printed by so many replicas. */
    private void await(int replicas, String text) throws InterruptedException {
        while (lines.stream().filter(line -> line.contains(text)).count() < replicas) {
            String line = printed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("%s, after %s", text, lines).isNotNull();
            lines.add(line);
        }
    }

    /** Takes what is printed line by line. */
    private final class Lines extends OutputStream {
        private final StringBuilder line = new StringBuilder();

        @Override
        public synchronized void write(int character) {
            if (character == '\n') {
                printed.add(line.toString());
                line.setLength(0);
            } else {
                line.append((char) character);
            }
        }
    }

    /** Whoever reads waits until the test has pressed a key. */
    private final class Keyboard extends InputStream {
        @Override
        public int read() {
            pressed.acquireUninterruptibly();
            return '\n';
        }

        @Override
        public int read(byte[] bytes, int start, int length) {
            bytes[start] = (byte) read();
            return 1;
        }
    }
}
