package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Does to a cluster what a step says.
 *
 * @param faults where to count
 * @param lives ends and starts nodes
 */
record Mishap(VirtualCluster cluster, Map<Fault, Long> faults, Plan plan, Lives lives) {
    /** Ends and starts nodes, by name. */
    interface Lives {
        /** Ends a node that runs; with its store, unless that forgets what it had reported as stored. */
        void end(String node, boolean storeForgets);

        /** Starts a node that does not run. */
        void start(String node);
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
            case RESET -> cluster.network().reset(name, "n" + step.second());
            case NARROW -> narrow(name, step.second());
            case START -> lives.start(name);
            case JUMP -> {
                count(Fault.CLOCK_JUMP);
                cluster.clock(name).jump(Duration.ofMillis(step.second()));
            }
            default -> toProcess(step, name);
        }
    }

    private void narrow(String name, long bytesPerSecond) {
        if (bytesPerSecond > 0) {
            count(Fault.SLOW_PEER);
        }
        cluster.network().narrow(name, bytesPerSecond);
    }

    private void toProcess(Step step, String name) {
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
            default -> toDisk(step, name);
        }
    }

    private void toDisk(Step step, String name) {
        switch (step.kind()) {
            case DISK_FAIL -> {
                count(Fault.DISK_FAILURE);
                cluster.store(name).fail();
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
