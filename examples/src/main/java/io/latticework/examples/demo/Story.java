package io.latticework.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What happens to three regions, and what is known of it afterwards. */
final class Story implements AutoCloseable {
    private static final int MACHINES = 1_000;
    private static final int UPDATES = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long POLL_MS = 10;
    private static final long SAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LINE = 90;
    private static final int WRITE_TIMEOUT_MS = 10_000;

    private final PrintStream out;
    private final Ledger ledger = new Ledger();
    private final List<Region> regions = new ArrayList<>();
    private long lastSaid = System.nanoTime() - SAY_NANOS;
    private final Map<String, Double> secondsToConverge = new LinkedHashMap<>();

    Story(PrintStream out) {
        this.out = out;
    }

    Ledger ledger() {
        return ledger;
    }

    List<Region> regions() {
        return regions;
    }

    /** Returns how long it took until all digests were equal, by event. */
    Map<String, Double> secondsToConverge() {
        return secondsToConverge;
    }

    private Region region(int index) {
        return regions.get(index);
    }

    private static String machine(int number) {
        return String.format(Locale.ROOT, "machine/%04d", number);
    }

    void start() throws IOException, InterruptedException {
        for (String name : List.of("eu-west", "us-east", "ap-south")) {
            say("starting " + name);
            regions.add(new Region(name));
        }
        for (Region each : regions) {
            for (String other : others(each)) {
                expectOk(each.process().ask("connect", "address", other));
            }
        }
        tell("3 regions in 3 processes, over TCP: "
                + String.join(", ", regions.stream().map(Region::name).toList()));
    }

    private List<String> others(Region region) {
        return regions.stream()
                .filter(other -> other != region)
                .map(Region::address)
                .toList();
    }

    /** Records of machines come in at all regions; the last write of each waits for a majority. */
    void load() throws IOException, InterruptedException {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            String machine = machine(i);
            Region region = region(i % regions.size());
            answers.add(write(region, Write.field(machine, "os", i % 3 == 0 ? "debian-12" : "ubuntu-24.04"), "local"));
            answers.add(write(region, Write.field(machine, "cores", String.valueOf(4 << i % 5)), "local"));
            answers.add(write(region, Write.field(machine, "region", region.name()), "local"));
            answers.add(write(region, Write.tag(machine, "rack-" + i % 40), "local"));
            answers.add(write(region, Write.boot(machine), "majority"));
        }
        finish("loading records", answers);
        tell("1,000 records are loaded, at all regions");
        converge("load of 1,000 records");
    }

    private CompletableFuture<?> write(Region region, Write write, String concern) throws IOException {
        ObjectNode request = write.request().put("concern", concern).put("timeoutMs", WRITE_TIMEOUT_MS);
        return region.process().send(request).handle((answer, failure) -> {
            if (failure == null) {
                ledger.answered(write, answer);
            } else {
                ledger.unacknowledged(write);
            }
            return write;
        });
    }

    /** Waits for answers under a line that tells how far it is. */
    private void finish(String what, List<CompletableFuture<?>> answers) throws IOException, InterruptedException {
        for (Region region : regions) {
            region.process().flush();
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long done = 0;
        while (done < answers.size() && System.nanoTime() < deadline) {
            done = answers.stream().filter(CompletableFuture::isDone).count();
            say(what + ": " + done + " of " + answers.size() + " writes answered");
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** Waits until all digests are equal, and takes the time. */
    private void converge(String after) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isConverged() && System.nanoTime() - start < PATIENCE_NANOS) {
            say("converging after " + after + String.format(Locale.ROOT, ": %.1f s", seconds(start)));
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        secondsToConverge.put(after, isConverged() ? seconds(start) : Double.NaN);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    boolean isConverged() throws IOException, InterruptedException {
        String first = region(0).digest().path("digest").asText();
        for (Region region : regions) {
            if (!region.digest().path("digest").asText().equals(first)) {
                return false;
            }
        }
        return true;
    }

    /** One region loses its links to the others; both sides go on to write, about the same machines too. */
    void partition() throws IOException, InterruptedException {
        Region apart = region(2);
        separate(apart, "cut");
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            answers.add(write(region(i % 2), Write.tag(machine(i), "patched-by-the-majority"), "majority"));
            answers.add(write(apart, Write.tag(machine(i), "patched-in-" + apart.name()), "local"));
            answers.add(write(apart, Write.boot(machine(i)), "local"));
            answers.add(write(region(i % 2), Write.boot(machine(i)), "majority"));
        }
        ObjectNode alone = Write.tag(machine(0), "alone")
                .request()
                .put("concern", "majority")
                .put("timeoutMs", 300);
        boolean refused = !apart.process().ask(alone).path("ok").asBoolean();
        finish("writing on both sides of the cut", answers);
        tell(apart.name() + " is cut off; a write there that asks for a majority "
                + (refused ? "is not acknowledged" : "IS ACKNOWLEDGED"));
        expect(refused && !isConverged(), "the cut keeps the sides apart");
        separate(apart, "heal");
        converge("cut of " + apart.name() + ", and its healing");
    }

    /** Cuts or heals the links of a region on all sides. */
    private void separate(Region apart, String op) throws IOException, InterruptedException {
        for (Region other : regions) {
            if (other != apart) {
                expectOk(apart.process().ask(op, "peer", other.name()));
                expectOk(other.process().ask(op, "peer", apart.name()));
            }
        }
    }

    /** A process dies in the middle of writing, the others go on, and it comes back with nothing but its name. */
    void crash() throws IOException, InterruptedException {
        Region dying = region(1);
        String before = dying.incarnation();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            answers.add(write(dying, Write.tag(machine(500 + i), "before-the-crash"), "majority"));
        }
        finish("writing before the crash", answers);
        dying.noteBytesSent();
        for (int i = 0; i < UPDATES; i++) {
            answers.add(write(dying, Write.tag(machine(700 + i), "in-the-crash"), "majority"));
        }
        dying.process().flush();
        dying.crash();
        for (int i = 0; i < UPDATES; i++) {
            answers.add(write(region(i % 2 * 2), Write.tag(machine(900 + i % 100), "while-down"), "majority"));
        }
        region(0).process().flush();
        region(2).process().flush();
        dying.restart(others(dying));
        finish("writing while " + dying.name() + " is down", answers);
        tell(dying.name() + " was killed as incarnation " + before + " and is back as " + dying.incarnation());
        expect(!before.equals(dying.incarnation()), "a start is a new incarnation");
        converge("crash of " + dying.name() + ", and its return");
    }

    private static void expectOk(JsonNode answer) {
        expect(answer.path("ok").asBoolean(), "ok instead of " + answer);
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Expected: " + what);
        }
    }

    /** Shows how far it is, on a line that is written over. */
    private void say(String progress) {
        if (System.nanoTime() - lastSaid >= SAY_NANOS) {
            lastSaid = System.nanoTime();
            show(progress);
        }
    }

    /** Tells what has happened, on a line that stays. */
    private void tell(String text) {
        show(text);
        out.println();
    }

    private void show(String text) {
        out.printf(Locale.ROOT, "\r%-" + LINE + "s", text);
        out.flush();
    }

    @Override
    public void close() {
        regions.forEach(Region::close);
    }
}
