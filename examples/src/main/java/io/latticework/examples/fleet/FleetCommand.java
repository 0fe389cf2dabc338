package io.latticework.examples.fleet;

import io.latticework.examples.peer.PeerCommand;
import io.latticework.examples.peer.Reason;
import io.latticework.examples.peer.ReplicaOptions;
import io.latticework.sync.Replica;
import io.latticework.sync.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a peer that publishes its machine's inventory, and goes on to while it runs. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = "Runs a peer that publishes what the machine under it is and does, under the key host/NAME.")
public final class FleetCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(FleetCommand.class);
    private static final Duration FIRST_SYNC = Duration.ofSeconds(1);

    private final InputStream in;
    private final OutputStream out;

    @Mixin
    private ReplicaOptions options = new ReplicaOptions();

    @Option(
            names = "--refresh",
            paramLabel = "SECONDS",
            description = "How often to look again. Default: ${DEFAULT-VALUE}.")
    private int refreshSeconds = 5;

    @Option(
            names = "--processes",
            paramLabel = "COUNT",
            description = "How many processes to publish at most. Default: ${DEFAULT-VALUE}.")
    private int processes = 500;

    /** Returns the command over some streams. */
    public FleetCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (refreshSeconds < 1 || processes < 0) {
            return PeerCommand.failed(out, Reason.BAD_REQUEST, "--refresh is at least 1, --processes at least 0");
        }
        return PeerCommand.run(options, in, out, this::publish);
    }

    /** Begins to publish, at first after a moment in which others may tell what they know of this machine. */
    private void publish(Replica replica) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "inventory");
            thread.setDaemon(true);
            return thread;
        });
        Publisher publisher = new Publisher(replica, new Inventory(processes));
        executor.execute(() -> attempt(() -> {
            TimeUnit.NANOSECONDS.sleep(FIRST_SYNC.toNanos());
            publisher.boot();
        }));
        var unused =
                executor.scheduleWithFixedDelay(() -> attempt(publisher::refresh), 0, refreshSeconds, TimeUnit.SECONDS);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SyncException e) {
            LOG.debug("The replica is closed", e);
        } catch (RuntimeException e) {
            LOG.warn("The inventory is not published this time", e);
        }
    }
}
