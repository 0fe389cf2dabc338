package io.latticework.testkit.sim;

import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.testkit.sim.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs replicas as they are in production, engine and codecs included, through faults that seeds choose, in virtual time
 * and much faster than real time, and checks what CRDTs and replicas promise. A seed gives the same run on every machine.
 *
 * <pre>{@code
 * Simulation.of(0, 500)
 *         .replicas(5)
 *         .workload(Workload.of(List.of("chess", "go"), TopScores.TYPE, mutations))
 *         .faults(Swarm.all())
 *         .check();
 * }</pre>
 *
 * <p>A run warms up, has faults for a while, heals, and comes to rest. Checked are, at every change of any state: that it is
 * below all that was written, so that no context claims what its payload lacks, nothing is invented and nothing removed
 * comes back; that no state goes back; that equal digests mean equal states. When something is confirmed: that whoever is
 * named has it. In the end: that all agree, in value and byte; that nothing is lost that somebody had who kept its memory;
 * what a naive model foretells, for {@link Workload#standard}; that listeners heard the last of each key and nothing
 * afterwards; that only pulses are sent at rest; that nothing throws and nothing grows without bound.
 *
 * <p>Immutable: each method returns a changed simulation. It needs no test engine; run Java with {@code -ea}, so that
 * assertions in production code are checks too.
 */
public final class Simulation {
    private static final int MAX_DRAWN = 9;

    private final Scenario scenario;
    private final Scope scope;

    /** Which runs. */
    private record Scope(
            long firstSeed,
            int seeds,
            int replicas,
            Duration lasting,
            Swarm faults,
            int threads,
            @Nullable Path folder) {}

    private Simulation(Scenario scenario, Scope scope) {
        this.scenario = scenario;
        this.scope = scope;
    }

    /**
     * Returns a simulation of some seeds: 1 to 9 replicas, which the seed draws, all faults for two minutes, all built-in types
     * and one of a user, one thread.
     */
    public static Simulation of(long firstSeed, int seeds) {
        if (seeds < 0) {
            throw new IllegalArgumentException("There are 0 or more seeds, not " + seeds);
        }
        return new Simulation(
                Scenario.standard(), new Scope(firstSeed, seeds, 0, Duration.ofMinutes(2), Swarm.all(), 1, null));
    }

    private Simulation with(Scope other) {
        return new Simulation(scenario, other);
    }

    private Simulation with(Scenario other) {
        return new Simulation(other, scope);
    }

    /** Sets how many replicas there are: 1 to 63. */
    public Simulation replicas(int count) {
        if (count < 1 || count > 63) {
            throw new IllegalArgumentException("A simulation has 1 to 63 replicas, not " + count);
        }
        return with(new Scope(
                scope.firstSeed, scope.seeds, count, scope.lasting, scope.faults, scope.threads, scope.folder));
    }

    /** Sets how long writes and faults go on; healing and rest come on top. */
    public Simulation lasting(Duration duration) {
        return with(new Scope(
                scope.firstSeed, scope.seeds, scope.replicas, duration, scope.faults, scope.threads, scope.folder));
    }

    /** Sets which faults there may be, and how many writes. */
    public Simulation faults(Swarm swarm) {
        return with(new Scope(
                scope.firstSeed, scope.seeds, scope.replicas, scope.lasting, swarm, scope.threads, scope.folder));
    }

    /** Runs so many seeds at once. What comes of each is the same. */
    public Simulation threads(int count) {
        return with(new Scope(
                scope.firstSeed, scope.seeds, scope.replicas, scope.lasting, scope.faults, count, scope.folder));
    }

    /**
     * Sets the folder for what {@link #check} has to show of a failure: a diagram, the timeline, a test. While a run goes on
     * there is a journal in it, which stays if the run hangs or ends its process: the line to replay it, and how far it came.
     */
    public Simulation reportTo(Path folder) {
        return with(new Scope(
                scope.firstSeed, scope.seeds, scope.replicas, scope.lasting, scope.faults, scope.threads, folder));
    }

    /** Sets what users write. */
    public Simulation workload(Workload workload) {
        return with(scenario.writing(workload));
    }

    /** Gives all replicas settings of their own. What a replica needs from outside stays the simulation's. */
    public Simulation settings(UnaryOperator<ReplicaBuilder> ofReplicas) {
        return settings((name, builder) -> ofReplicas.apply(builder));
    }

    /** Gives each replica settings of its own, by name. */
    public Simulation settings(BiFunction<String, ReplicaBuilder, ReplicaBuilder> ofReplica) {
        return with(scenario.set(ofReplica));
    }

    /** Adds a condition that must hold at every replica after each change of its state. */
    public Simulation always(String name, Predicate<Replica> holds) {
        return with(scenario.always(name, holds));
    }

    /** Adds a condition that must hold at every replica in the end. */
    public Simulation inTheEnd(String name, Predicate<Replica> holds) {
        return with(scenario.inTheEnd(name, holds));
    }

    /** Sets how long replicas may take to agree once nothing is wrong any more. Default: two minutes. */
    public Simulation convergingWithin(Duration duration) {
        return with(scenario.within(duration));
    }

    Simulation planted(UnaryOperator<Scenario> change) {
        return with(change.apply(scenario));
    }

    /** Returns the plan of a seed. */
    public Plan plan(long seed) {
        int nodes = scope.replicas > 0
                ? scope.replicas
                : 1 + (int) Dice.of(seed, "nodes").below(0, MAX_DRAWN);
        return scope.faults.plan(seed, nodes, scope.lasting);
    }

    /** Runs a plan. */
    public RunResult run(Plan plan) {
        return run(plan, Trace.hashing());
    }

    /** Runs a plan and keeps all that happens. */
    public RunResult record(Plan plan) {
        return run(plan, Trace.recording());
    }

    private RunResult run(Plan plan, Trace trace) {
        try (Journal journal = Journal.of(plan, scope.folder)) {
            return new Run(plan, scenario, trace, journal).result();
        }
    }

    /** Runs what a failure's replay line tells, and keeps all that happens. */
    public RunResult replay(String line) {
        return record(Plan.parse(line));
    }

    /** Runs all seeds and returns what came of them; it does not stop at failures. */
    public SimulationReport run() {
        return run(new Tally(), false);
    }

    /**
     * Runs the seeds until one fails, shrinks what failed, and throws.
     *
     * @throws SimulationFailure if a check failed: with the line to replay it, and the timeline
     */
    public void check() {
        Optional<RunResult> failed = run(new Tally(), true).failures().stream().findFirst();
        if (failed.isPresent()) {
            throw failure(failed.get());
        }
    }

    /** Returns what {@link #check} throws for a run that failed, shrunk, and writes its files. */
    public SimulationFailure failure(RunResult failed) {
        RunResult shrunk = new Shrinker(this).shrink(failed);
        return SimulationFailure.of(failed, record(shrunk.plan()), scope.folder);
    }

    private SimulationReport run(Tally tally, boolean stopAtFailure) {
        AtomicLong next = new AtomicLong();
        Runnable worker = () -> {
            for (long i = next.getAndIncrement(); i < scope.seeds; i = next.getAndIncrement()) {
                if (stopAtFailure && tally.hasFailures()) {
                    return;
                }
                tally.add(run(plan(scope.firstSeed + i)));
            }
        };
        if (scope.threads <= 1) {
            worker.run();
        } else {
            parallel(worker, scope.threads);
        }
        return tally.report();
    }

    private static void parallel(Runnable worker, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var running = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(worker))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before all seeds were run", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A run could not even start", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
