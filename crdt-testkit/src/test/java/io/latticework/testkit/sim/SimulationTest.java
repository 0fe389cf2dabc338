package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All faults at once on production's replicas; what a bug looks like; and that a seed gives one run. */
class SimulationTest {
    private static final Path REPORTS = Path.of("target", "simulation");

    @Test
    void replicasKeepTheirPromisesUnderAllFaults() {
        Simulation simulation = Simulation.of(0, 500).threads(2).reportTo(REPORTS);
        SimulationReport report = simulation.run();
        report.failures().stream().findFirst().ifPresent(failed -> {
            throw simulation.failure(failed);
        });
        Set<Fault> all = EnumSet.copyOf(Swarm.all().faults());
        all.remove(Fault.FLAPPING); // counted as cuts
        assertThat(report.faults().keySet()).containsAll(all);
        assertThat(report.virtual()).isGreaterThan(Duration.ofMinutes(1000));
    }

    @Test
    void aSeedGivesOneRun() {
        Simulation simulation = Simulation.of(0, 50);
        for (long seed = 0; seed < 50; seed++) {
            Plan plan = simulation.plan(seed);
            assertThat(simulation.run(plan).hash())
                    .as("seed %d", seed)
                    .isEqualTo(simulation.run(plan).hash());
        }
    }

    @Test
    void aPlanHasOneLineOfText() {
        for (long seed = 0; seed < 100; seed++) {
            Plan plan = Swarm.all().plan(seed, 1 + (int) seed % 7, Duration.ofSeconds(20));
            assertThat(Plan.parse(plan.toString())).isEqualTo(plan);
        }
        assertThatThrownBy(() -> Plan.parse("seed=1 nodes=2 steps=nonsense")).hasMessageContaining("nonsense");
    }

    @Test
    void fewNodesAndManyDoAsWell() {
        for (int nodes : new int[] {1, 2, 3, 9}) {
            Simulation.of(9000, 6)
                    .replicas(nodes)
                    .lasting(Duration.ofSeconds(30))
                    .check();
        }
    }

    @Test
    void aBugIsFoundShrunkReplayedAndDrawn(@TempDir Path folder) throws Exception {
        Simulation simulation = Simulation.of(0, 20)
                .workload(Workload.of(List.of("k"), Latest.TYPE, List.of(Latest.write("a"), Latest.write("b"))))
                .convergingWithin(Duration.ofSeconds(20))
                .lasting(Duration.ofSeconds(20))
                .reportTo(folder);
        SimulationFailure failure = catchThrowableOfType(SimulationFailure.class, simulation::check);
        RunResult shrunk = failure.result();
        assertThat(shrunk.plan().steps().size())
                .as("steps of %s", shrunk.plan())
                .isLessThanOrEqualTo(8);
        assertThat(failure).hasMessageContaining(shrunk.plan().toString());
        RunResult replayed = simulation.replay(shrunk.plan().toString());
        assertThat(replayed.failure()).isEqualTo(shrunk.failure()).isPresent();
        assertThat(replayed.hash()).isEqualTo(shrunk.hash());
        String name = "Seed" + failure.result().plan().seed();
        assertThat(Files.readString(folder.resolve(name + ".html")))
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "</svg>")
                .doesNotContain("src=", "href=");
        assertThat(Files.readString(folder.resolve(name + ".txt")))
                .startsWith(shrunk.plan().toString());
        assertThat(Files.readString(folder.resolve(name + "Test.java")))
                .contains("class " + name + "Test", shrunk.plan().steps().get(0).toString());
    }

    @Test
    void conditionsOfUsersAreChecked() {
        Simulation calm = Simulation.of(1, 1).faults(Swarm.none()).lasting(Duration.ofSeconds(10));
        calm.inTheEnd("there are keys", replica -> !replica.keys().isEmpty()).check();
        Simulation strict = calm.always(
                "no key has three types",
                replica -> replica.keys().stream()
                        .allMatch(key -> replica.types(key).size() < 3));
        assertThatThrownBy(strict::check)
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("no key has three types");
    }

    /** A run that does not end leaves the line that replays it, and how far it came. */
    @Test
    void whatIsAboutToHappenIsWrittenDownBefore(@TempDir Path folder) throws Exception {
        List<String> seen = new ArrayList<>();
        Simulation simulation = Simulation.of(3, 1)
                .faults(Swarm.all())
                .lasting(Duration.ofSeconds(10))
                .reportTo(folder)
                .always("the journal has the last step", replica -> {
                    seen.addAll(journals(folder));
                    return true;
                });
        simulation.check();
        assertThat(seen.get(0)).startsWith(simulation.plan(3).toString());
        String last = simulation
                .plan(3)
                .steps()
                .get(simulation.plan(3).steps().size() - 1)
                .toString();
        assertThat(seen.get(seen.size() - 1)).contains(last);
        assertThat(journals(folder)).as("of runs that have ended").isEmpty();
    }

    private static List<String> journals(Path folder) {
        List<String> texts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "running-*")) {
            for (Path file : files) {
                texts.add(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Whatever is merged last wins: no join, so replicas do not converge. */
    record Latest(String text) implements Crdt<Latest> {
        static final CrdtType<Latest> TYPE = CrdtType.of("latest", new Latest(""), new Codec());

        static Mutation<Latest> write(String text) {
            return Mutation.of("write " + text, (author, before) -> new Latest(text));
        }

        @Override
        public CrdtType<Latest> type() {
            return TYPE;
        }

        @Override
        public Latest merge(Latest other) {
            return other.text.isEmpty() || other.equals(this) ? this : other;
        }

        private record Codec() implements ValueCodec<Latest> {
            @Override
            public String name() {
                return "latest";
            }

            @Override
            public byte[] encode(Latest value) {
                return ValueCodec.strings().encode(value.text);
            }

            @Override
            public Latest decode(byte[] bytes, int offset, int length) {
                return new Latest(ValueCodec.strings().decode(bytes, offset, length));
            }
        }
    }
}
