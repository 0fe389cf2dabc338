package io.latticework.testkit.sim;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.MergeException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.Limits;
import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.sync.SyncException;
import io.latticework.sync.antientropy.Gossip;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.keyspace.KeyspaceAccess;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import io.latticework.testkit.sim.trace.Trace;
import io.latticework.testkit.sim.trace.TraceEvent.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of a plan: a cluster, what is done to it, and the checks. */
final class Run implements Mishap.Lives {
    private static final int MILLION = 1_000_000;

    private final Plan plan;
    private final Scenario scenario;
    private final Trace trace;
    private final VirtualCluster cluster;
    private final Dice operations;
    private final Agreement agreement = new Agreement();
    private final Survival survival = new Survival();
    private final Verdict verdict = new Verdict();
    private final Ledger ledger;
    private final @Nullable ModelCheck model;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Set<String> brokenDisks = new HashSet<>();
    private final Interference interference;
    private final Copies copies;
    private final Workload workload;
    private final Journal journal;
    private long writes;

    /** What is watched of a node while it runs. */
    private static final class Node {
        final Replica replica;
        final Keyspace keyspace;
        final Listening listening;
        final Troubles troubles;
        ReplicaId id;
        Causal state;

        Node(String name, VirtualCluster cluster, Verdict verdict) {
            this.replica = cluster.replica(name);
            this.keyspace = KeyspaceAccess.of(replica);
            this.listening = new Listening(name, replica, verdict);
            this.troubles = new Troubles(name, replica, cluster.faultPoint(name), cluster.store(name));
            this.id = replica.id();
            this.state = keyspace.snapshot();
        }
    }

    Run(Plan plan, Scenario scenario, Trace trace, Journal journal) {
        this.journal = journal;
        this.plan = plan;
        this.scenario = scenario;
        this.trace = trace;
        this.operations = Dice.of(plan.seed(), "operations");
        this.ledger = new Ledger(survival, verdict, plan.durable());
        this.workload = scenario.workload().mixed(plan.options().mix());
        this.model = ModelCheck.of(workload);
        if (plan.repeatsDots()) {
            survival.blind();
        }
        VirtualClusterBuilder builder = VirtualCluster.builder(plan.nodes(), plan.seed())
                .realm(Realm.of(1, 2, Realm.shared().limits()))
                .settings(this::settings)
                .clocks(plan.offsetMillis(), plan.driftPpm())
                .contacts(name -> plan.options().topology().dialedBy(name, plan.nodes()))
                .lateTimers(Duration.ofMillis(plan.options().lateMillis()))
                .trace(trace)
                .afterTask(this::afterTask);
        this.cluster = (plan.durable() ? builder.durable() : builder).start();
        this.interference = new Interference(cluster, Dice.of(plan.seed(), "interference"), faults);
        this.copies = new Copies(cluster, ledger);
        Tampering planted = scenario.tampering().apply(cluster);
        cluster.network()
                .tamper((from, to, frame) -> planted.instead(from, to, frame).stream()
                        .flatMap(each -> interference.instead(from, to, each).stream())
                        .toList());
        cluster.running().forEach(this::watch);
    }

    private ReplicaBuilder settings(String name, ReplicaBuilder builder) {
        workload.types().forEach(builder::type);
        builder.type(Sour.TYPE);
        Options options = plan.options();
        builder.limits(Limits.builder()
                .frames(Math.max(1 << 20, 2 * options.frameBytes()), options.frameBytes())
                .unacked(options.unackedDeltas(), Limits.DEFAULT.unackedBytes())
                .waitingFrames(options.waitingFrames())
                .filling(options.fillingWrites(), Limits.DEFAULT.fillingSources())
                .store(64L << 20, 20_000)
                .build());
        builder.region(options.topology().region(name));
        if (options.gossip()) {
            builder.antiEntropy(Gossip.every(Duration.ofSeconds(1), Gossip.FAN_OUT));
        }
        return scenario.settings().apply(name, builder);
    }

    private void watch(String name) {
        nodes.put(name, new Node(name, cluster, verdict));
    }

    private void afterTask(String name) {
        verdict.deliver();
        long steps = Effort.take();
        Node node = nodes.get(name);
        if (node == null) {
            return;
        }
        if (steps > Effort.FREE_STEPS) {
            long bytes = node.keyspace.encode(node.keyspace.snapshot()).length;
            Violation.unless(
                    steps <= Effort.limit(bytes),
                    "effort",
                    name + " took " + steps + " steps, and has " + bytes + " B");
        }
        node.troubles.afterTask();
        if (!node.id.equals(node.replica.id())) {
            node.id = node.replica.id();
            survival.blind();
            agreement.forget(name);
        }
        Causal now = node.keyspace.snapshot();
        if (now != node.state) {
            node.state = now;
            agreement.changed(name, now);
            survival.changed(name, now);
            trace.state(cluster.time().nanos(), name, now.digest().high());
            check(scenario.always(), name, node.replica);
        }
    }

    private static void check(Map<String, Predicate<Replica>> conditions, String name, Replica replica) {
        conditions.forEach(
                (condition, holds) -> Violation.unless(holds.test(replica), condition, "does not hold at " + name));
    }

    /** Runs, and says what came of it. */
    RunResult result() {
        String check = "";
        String message = "";
        try {
            run();
        } catch (Violation e) {
            check = e.check();
            message = String.valueOf(e.getMessage());
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            check = "exception";
            message = e + (e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0]);
        }
        if (!check.isEmpty()) {
            trace.event(cluster.time().nanos(), Kind.VIOLATION, "", check + ": " + message);
        }
        standing();
        cluster.network().injected().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        return new RunResult(
                plan,
                check,
                message,
                trace.hash(),
                Duration.ofNanos(cluster.time().nanos()),
                writes,
                ledger.confirmed(),
                cluster.network().sent(),
                faults,
                trace.events());
    }

    private void standing() {
        standing(plan.network().bytesPerSecond() > 0, Fault.BANDWIDTH);
        standing(plan.driftPpm() > 0, Fault.CLOCK_DRIFT);
        standing(plan.options().lateMillis() > 0, Fault.LATE_TIMER);
        standing(plan.options().isNarrow(), Fault.NARROW_LIMITS);
    }

    /** Counts a fault that holds for the whole run. */
    private void standing(boolean present, Fault fault) {
        if (present) {
            faults.merge(fault, 1L, Long::sum);
        }
    }

    private void run() {
        phase("warm-up");
        boolean calm = true;
        for (Step step : plan.steps()) {
            if (calm && step.millis() >= Math.min(Swarm.WARM_UP_MILLIS, plan.millis())) {
                calm = false;
                begin();
            }
            cluster.time().passTo((long) step.millis() * MILLION);
            apply(step);
        }
        if (calm) {
            begin();
        }
        cluster.time().passTo((long) plan.millis() * MILLION);
        Runnable healed = () -> interference.options(plan.options().healed());
        new Recovery(plan, cluster, scenario.convergence(), this::phase, this::revive, healed).run();
        cluster.running().forEach(this::checkEnd);
    }

    private void begin() {
        cluster.time().passTo((long) Math.min(Swarm.WARM_UP_MILLIS, plan.millis()) * MILLION);
        phase("faults");
        cluster.network().faults(plan.network());
        interference.options(plan.options());
    }

    private void phase(String name) {
        journal.write(name);
        trace.event(cluster.time().nanos(), Kind.PHASE, "", name);
    }

    private void checkEnd(String name) {
        Node node = nodes.get(name);
        Violation.unless(node != null, "exception", name + " was never seen to run");
        if (node == null) {
            return;
        }
        ORMap<String> state = node.keyspace.map(node.keyspace.snapshot());
        survival.check(name, node.keyspace.snapshot());
        endOf(node);
        ledger.check(name, node.replica);
        node.listening.check(node.replica);
        byte[] bytes = state.type().encode(state);
        ORMap<String> again = state.type().decode(bytes);
        Violation.unless(
                again.equals(state) && Arrays.equals(bytes, state.type().encode(again)),
                "bytes",
                name + " has a state whose bytes are another's");
        if (model != null && survival.isWhole() && clocksAreRight()) {
            model.check(name, state);
        }
        check(scenario.inTheEnd(), name, node.replica);
    }

    /** A stamp from far ahead is replaced by a greater one that leaves no trace in the clock, where the model reads it. */
    private boolean clocksAreRight() {
        return plan.steps().stream().noneMatch(step -> step.kind() == Step.Kind.JUMP);
    }

    private void apply(Step step) {
        journal.write(step.toString());
        String name = "n" + step.first();
        if (!step.kind().isWrite()) {
            trace.event(cluster.time().nanos(), Kind.FAULT, name, step.toString());
            if (step.kind() == Step.Kind.DISK_FAIL) {
                brokenDisks.add(name);
            }
            new Mishap(cluster, faults, plan, this).apply(step);
            if (step.kind() == Step.Kind.POISON && step.second() > 0) {
                cluster.running()
                        .forEach(each -> attempt(each, () -> {
                            Sour.write(cluster.replica(each), each, step);
                            survival.wrote(KeyspaceAccess.of(cluster.replica(each)));
                        }));
            }
        } else if (cluster.running().contains(name)) {
            attempt(name, () -> write(name, step));
        }
    }

    /** A store that failed or is behind, or states that do not merge, refuse writes; one that cannot be read keeps a node down. */
    private void attempt(String name, Runnable action) {
        try {
            action.run();
        } catch (SyncException | MergeException e) {
            trace.event(cluster.time().nanos(), Kind.FAULT, name, "refused: " + e.getMessage());
        }
    }

    private void write(String name, Step step) {
        Node node = nodes.get(name);
        if (node == null) {
            return;
        }
        Dice dice = operations.of(step.second());
        int number = (int) step.second();
        switch (step.kind()) {
            case BATCH -> batch(name, node, dice, number);
            case CONFIRM -> {
                write(name, node, workload.next(dice.random(), number));
                ledger.write(cluster, name, step.second(), Ledger.concern(dice));
            }
            default -> write(name, node, workload.next(dice.random(), number));
        }
        check(scenario.always(), name, node.replica);
    }

    private void batch(String name, Node node, Dice dice, int number) {
        int size = model == null ? 0 : model.size();
        try {
            node.replica.batch(() -> {
                for (int i = 0; i < 3; i++) {
                    write(name, node, workload.next(dice.of(i).random(), number));
                }
            });
        } catch (SyncException e) {
            if (model != null) {
                model.takeBack(size);
            }
            throw e;
        } finally {
            survival.wrote(node.keyspace);
        }
    }

    private void write(String name, Node node, Operation operation) {
        writes++;
        trace.event(cluster.time().nanos(), Kind.WRITE, name, operation.name());
        if (model != null) {
            model.write(operation, node.keyspace, () -> operation.action().accept(node.replica));
        } else {
            operation.action().accept(node.replica);
        }
        survival.wrote(node.keyspace);
    }

    @Override
    public void end(String name, boolean storeForgets) {
        Node node = nodes.remove(name);
        if (node != null) {
            List<Keyspace> others =
                    nodes.values().stream().map(each -> each.keyspace).toList();
            survival.ends(name, node.keyspace, plan.durable(), storeForgets, others);
            if (!plan.durable() || storeForgets) {
                ledger.loses(name);
            }
            endOf(node);
            node.listening.end();
            brokenDisks.remove(name);
            agreement.forget(name);
            cluster.crash(name);
        }
    }

    private void endOf(Node node) {
        node.troubles.check();
        faults.merge(Fault.MERGE_FAILURE, node.troubles.planned(), Long::sum);
    }

    /** Starts a node that is down or whose store has failed or is about to, alone under its name and with a version that all know. */
    private void revive(String name) {
        copies.end(name);
        cluster.repairDisk(name);
        cluster.faultPoint(name).spare();
        boolean isOther = !cluster.protocol(name).meets(Protocol.HERE);
        cluster.protocol(name, isOther ? Protocol.HERE : cluster.protocol(name));
        if (cluster.running().contains(name)
                && (isOther
                        || brokenDisks.contains(name)
                        || cluster.replica(name).state() == Replica.State.FAILED)) {
            end(name, false);
        }
        start(name);
    }

    @Override
    public void startCopy(String name, int requests, Duration lasting) {
        if (plan.durable()) {
            copies.start(name, requests, lasting);
        }
    }

    @Override
    public void start(String name) {
        if (!cluster.running().contains(name)) {
            attempt(name, () -> {
                cluster.start(name);
                watch(name);
                survival.starts(name, KeyspaceAccess.of(cluster.replica(name)));
            });
        }
    }
}
