package io.latticework.testkit.sim;

import io.latticework.testkit.store.MemoryStore.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Does to a cluster what a step says.
 *
 * @param faults where to count
 * @param lives ends and starts nodes
 */
record Mishap(VirtualCluster cluster, Map<Fault, Long> faults, Plan plan, Lives lives) {
    private static final List<Failure> FAILURES = List.of(Failure.REPORTED, Failure.THROWN, Failure.NO_MEMORY);
    private static final List<FaultPoint.Kind> KINDS =
            List.of(FaultPoint.Kind.NO_MEMORY, FaultPoint.Kind.NO_STACK, FaultPoint.Kind.BUG);

    /** Ends and starts nodes, by name. */
    interface Lives {
        /** Ends a node that runs; with its store, unless that forgets what it had reported as stored. */
        void end(String node, boolean storeForgets);

        /** Starts a node that does not run. */
        void start(String node);

        /** Starts a copy of a node's disk, made when the store had carried out so many requests, for a while. */
        void startCopy(String node, int requests, Duration lasting);
    }

    void apply(Step step) {
        String name = "n" + step.first();
        switch (step.kind()) {
            case CUT -> {
                count(Fault.CUT);
                cluster.network().cut(name, "n" + step.second());
            }
            case JOIN -> cluster.network().heal(name, "n" + step.second());
            case SPLIT -> {
                count(Fault.SPLIT);
                split(step.second(), step.first());
            }
            case HEAL -> cluster.network().heal();
            case POISON -> poison(name, step.second());
            case RESET -> cluster.network().reset(name, "n" + step.second());
            case NARROW -> narrow(name, step.second());
            case START -> lives.start(name);
            case SLOW_DISK -> {
                countIf(step.second() > 0, Fault.SLOW_DISK);
                cluster.slowDisk(name, step.second() > 0 ? Duration.ofMillis(step.second()) : VirtualCluster.DISK_TIME);
            }
            case UNREADABLE -> unreadable(name, step.second());
            case DISK_FULL -> {
                countIf(step.second() == 1, Fault.DISK_FULL);
                cluster.store(name).fill(step.second() == 1);
            }
            default -> toProcess(step, name);
        }
    }

    private void unreadable(String name, long oneMore) {
        if (oneMore == 0) {
            cluster.store(name).mendReads();
        } else if (plan.durable()) {
            count(Fault.DISK_UNREADABLE);
            if (cluster.running().contains(name)) {
                lives.end(name, false);
            }
            cluster.store(name).failReads((int) oneMore - 2);
        }
    }

    private void poison(String name, long poison) {
        countIf(poison > 0, Fault.POISON);
        for (int node = 0; node < plan.nodes(); node++) {
            boolean isHere = poison == Sour.POISON_OF_ALL || poison > 0 && name.equals("n" + node);
            boolean ends = poison == 0;
            if (isHere || ends) {
                cluster.faultPoint("n" + node).poison(isHere);
            }
        }
    }

    private void narrow(String name, long bytesPerSecond) {
        if (bytesPerSecond > 0) {
            count(Fault.SLOW_PEER);
        }
        cluster.network().narrow(name, bytesPerSecond);
    }

    private void toProcess(Step step, String name) {
        if (step.kind() == Step.Kind.JUMP) {
            count(Fault.CLOCK_JUMP);
            cluster.clock(name).jump(Duration.ofMillis(step.second()));
            return;
        }
        if (!cluster.running().contains(name)) {
            return;
        }
        switch (step.kind()) {
            case SLOW -> {
                count(Fault.SLOW_NODE);
                cluster.slow(name, Duration.ofNanos(step.second() * 1000));
            }
            case PAUSE -> {
                count(Fault.PAUSE);
                cluster.pause(name, Duration.ofMillis(step.second()));
            }
            case CRASH -> {
                count(Fault.CRASH);
                lives.end(name, false);
            }
            default -> toCode(step, name);
        }
    }

    private void toCode(Step step, String name) {
        switch (step.kind()) {
            case FAIL_MERGE -> {
                FaultPoint.Kind kind = KINDS.get((int) (step.second() % KINDS.size()));
                cluster.faultPoint(name).fail(step.second() / KINDS.size(), kind);
            }
            case VERSION -> {
                count(Fault.VERSION);
                lives.end(name, false);
                cluster.protocol(name, step.protocol());
                lives.start(name);
            }
            default -> toDisk(step, name);
        }
    }

    private void toDisk(Step step, String name) {
        switch (step.kind()) {
            case DISK_FAIL -> {
                count(Fault.DISK_FAILURE);
                cluster.store(name).fail(FAILURES.get((int) (step.second() % FAILURES.size())));
            }
            case CLONE -> {
                count(Fault.CLONE);
                int requests = (int) (cluster.store(name).requests() * (step.second() % 128) / 100);
                lives.startCopy(name, requests, Duration.ofMillis(step.second() / 128));
            }
            default -> toContents(step, name);
        }
    }

    /** A node ends, and its store is not what it was. */
    private void toContents(Step step, String name) {
        switch (step.kind()) {
            case BIT_FLIP -> {
                lives.end(name, true);
                countIf(cluster.store(name).flip(random(step)), Fault.BIT_FLIP);
            }
            case TEAR -> {
                lives.end(name, false);
                countIf(cluster.store(name).tear(random(step)), Fault.TORN_WRITE);
            }
            case ROLL_BACK -> {
                count(Fault.DISK_ROLL_BACK);
                lives.end(name, true);
                int requests = cluster.store(name).requests();
                int left = (int) (requests - requests * step.second() / 100);
                cluster.store(name).rollBack(left, step.second() % 2 == 0);
            }
            case WIPE -> {
                count(Fault.DISK_LOSS);
                lives.end(name, true);
                cluster.wipe(name);
            }
            default -> throw new IllegalArgumentException("No mishap: " + step);
        }
    }

    private static SplittableRandom random(Step step) {
        return new SplittableRandom(step.second());
    }

    private void countIf(boolean happened, Fault fault) {
        if (happened) {
            count(fault);
        }
    }

    private void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    private void split(long side, int bridge) {
        List<String> names =
                IntStream.range(0, plan.nodes()).mapToObj(i -> "n" + i).toList();
        for (int one = 0; one < plan.nodes(); one++) {
            for (int other = 0; other < one; other++) {
                boolean apart = (side >> one & 1) != (side >> other & 1);
                if (apart && one != bridge && other != bridge) {
                    cluster.network().separate(names.get(one), names.get(other));
                }
            }
        }
    }
}
