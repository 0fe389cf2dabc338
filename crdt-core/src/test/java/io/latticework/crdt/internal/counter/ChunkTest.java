package io.latticework.crdt.internal.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.error.LimitExceededException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chunks against sorted maps from dots to totals. */
class ChunkTest {
    /** What a chunk says, told plainly: the totals by dot. */
    private record Oracle(TreeMap<Long, Line> lines) {
        /** Few replicas, dots and totals, so that two of them often agree, dominate each other, or share all dots. */
        static Oracle random(Random random) {
            TreeMap<Long, Line> lines = new TreeMap<>();
            int most = random.nextInt(2) == 0 ? 1 : 3;
            int down = random.nextInt(2) == 0 ? 1 : 3;
            for (int i = random.nextInt(5); i >= 0; i--) {
                long dot = Realm.pack(random.nextInt(3), 1 + random.nextInt(2));
                lines.put(dot, new Line(dot, random.nextInt(most), random.nextInt(down)));
            }
            return new Oracle(lines);
        }

        Chunk chunk() {
            return Chunk.of(List.copyOf(lines.values()));
        }

        boolean beyond(Oracle other) {
            return lines.values().stream().anyMatch(line -> {
                Line theirs = other.lines.get(line.dot());
                return theirs == null || line.up() > theirs.up() || line.down() > theirs.down();
            });
        }

        Oracle join(Oracle other) {
            TreeMap<Long, Line> joined = new TreeMap<>(lines);
            other.lines.forEach((dot, line) -> joined.merge(
                    dot, line, (a, b) -> new Line(dot, Math.max(a.up(), b.up()), Math.max(a.down(), b.down()))));
            return new Oracle(joined);
        }

        List<Line> newsOf(Oracle newer) {
            return newer.lines.values().stream()
                    .filter(line -> new Oracle(new TreeMap<>(java.util.Map.of(line.dot(), line))).beyond(this))
                    .toList();
        }

        void assertSame(Chunk chunk) {
            assertThat(ChunkTest.lines(chunk)).containsExactlyElementsOf(lines.values());
            assertThat(chunk.size()).isEqualTo(lines.size());
            assertThat(chunk.replicas()).isEqualTo((int)
                    lines.keySet().stream().map(Realm::indexOf).distinct().count());
            assertThat(chunk.up())
                    .isEqualTo(lines.values().stream().mapToLong(Line::up).sum());
            assertThat(chunk.down())
                    .isEqualTo(lines.values().stream().mapToLong(Line::down).sum());
        }
    }

    private static List<Line> lines(Chunk chunk) {
        List<Line> lines = new ArrayList<>();
        chunk.appendTo(lines);
        return lines;
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void comparingMergingAndNewsAreThoseOfMaps(@ForAll long seed) {
        Random random = new Random(seed);
        Oracle a = Oracle.random(random);
        Oracle b = random.nextInt(3) == 0 ? a.join(Oracle.random(random)) : Oracle.random(random);
        Chunk left = a.chunk();
        Chunk right = b.chunk();
        int relation = (a.beyond(b) ? Chunk.MORE_HERE : Chunk.EQUAL) | (b.beyond(a) ? Chunk.MORE_THERE : Chunk.EQUAL);
        assertThat(left.compare(right)).isEqualTo(relation);
        assertThat(left.compare(left)).isEqualTo(Chunk.EQUAL);
        Chunk merged = left.merge(right);
        a.join(b).assertSame(merged);
        if (relation != Chunk.CONCURRENT) {
            assertThat(merged).isSameAs(relation == Chunk.MORE_THERE ? right : left);
        }
        Chunk news = left.news(right);
        assertThat(news == null ? List.of() : lines(news)).isEqualTo(a.newsOf(b));
        assertThat(left.news(left)).isNull();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void theNewestLineOfAReplicaIsTheLastOfItsDots(@ForAll long seed) {
        Oracle oracle = Oracle.random(new Random(seed));
        Chunk chunk = oracle.chunk();
        List<Line> lines = lines(chunk);
        for (int index = 0; index < 4; index++) {
            int newest = -1;
            for (int at = 0; at < lines.size(); at++) {
                newest = Realm.indexOf(lines.get(at).dot()) == index ? at : newest;
            }
            assertThat(chunk.newest(index)).isEqualTo(newest);
            for (int at = 0; at <= lines.size(); at++) {
                assertThat(chunk.isNewest(index, at)).isEqualTo(at == newest);
            }
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void moreOnOneLineLeavesTheOldChunkAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        Oracle oracle = Oracle.random(random);
        Chunk chunk = oracle.chunk();
        int at = random.nextInt(chunk.size());
        Line old = chunk.line(at);
        Line grown = new Line(old.dot(), old.up() + random.nextInt(2), old.down() + random.nextInt(2));
        Chunk more = chunk.plus(at, grown.up() - old.up(), grown.down() - old.down());
        oracle.assertSame(chunk);
        TreeMap<Long, Line> changed = new TreeMap<>(oracle.lines);
        changed.put(grown.dot(), grown);
        new Oracle(changed).assertSame(more);
        assertThat(more.compare(chunk)).isEqualTo(grown.equals(old) ? Chunk.EQUAL : Chunk.MORE_HERE);
    }

    @Example
    void aSumThatDoesNotFitIsToldAndStaysExact() {
        Line half = new Line(Realm.pack(1, 1), Long.MAX_VALUE, 0);
        Line rest = new Line(Realm.pack(2, 1), 0, Long.MAX_VALUE);
        Chunk full = Chunk.of(List.of(half, rest));
        assertThat(full.up()).isEqualTo(Long.MAX_VALUE);
        Chunk beyond = full.plus(1, 1, 0).plus(0, 0, 1);
        assertThat(beyond.up()).isEqualTo(Chunk.BEYOND);
        assertThat(beyond.down()).isEqualTo(Chunk.BEYOND);
        assertThat(beyond.plus(1, 1, 0).up()).isEqualTo(Chunk.BEYOND);
        BigInteger sum = BigInteger.ONE.shiftLeft(63);
        assertThat(beyond.exactUp()).isEqualTo(sum);
        assertThat(beyond.exactDown()).isEqualTo(sum);
        assertThat(beyond.plus(1, 1, 0).exactUp()).isEqualTo(sum.add(BigInteger.ONE));
        assertThat(Chunk.of(lines(beyond)).exactDown()).isEqualTo(sum);
        assertThat(Chunk.of(lines(beyond)).up()).isEqualTo(Chunk.BEYOND);
    }

    private static Totals of(Realm realm, int replicas, int linesEach) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            int index = realm.index(ReplicaId.of("r", i));
            for (int line = 1; line <= linesEach; line++) {
                lines.add(new Line(Realm.pack(index, line), 1, 0));
            }
        }
        return Totals.ofUnordered(realm, lines);
    }

    @Example
    void replicasAndLinesAreBoundedOverAllChunks() {
        Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT.withReplicas(130).withRuns(200));
        assertThat(of(realm, 130, 1).value()).isEqualTo(130);
        assertThat(of(realm, 100, 2).value()).isEqualTo(200);
        assertThatThrownBy(() -> of(realm, 131, 1)).isInstanceOfSatisfying(LimitExceededException.class, e -> {
            assertThat(e.limit()).isEqualTo("replicas");
            assertThat(e.allowed()).isEqualTo(130);
            assertThat(e.actual()).isEqualTo(131);
        });
        assertThatThrownBy(() -> of(realm, 67, 3)).isInstanceOfSatisfying(LimitExceededException.class, e -> {
            assertThat(e.limit()).isEqualTo("runs");
            assertThat(e.allowed()).isEqualTo(200);
            assertThat(e.actual()).isEqualTo(201);
        });
    }

    /** A writer goes on with its own line whichever of the chunks it lies in, and whoever wrote in between. */
    @Example
    void writersOfAllChunksKeepOneLineEach() {
        Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT);
        List<Author> authors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            authors.add(Author.of(ReplicaId.of("r", i)));
        }
        Tally tally = Totals.empty(realm);
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < authors.size(); i++) {
                tally = tally.add(authors.get((i * 67 + round) % authors.size()), 2, 1);
                tally = tally.add(authors.get((i * 67 + round) % authors.size()), 1, 0);
            }
            assertThat(tally.value()).isEqualTo(400L * round);
            assertThat(((Totals) tally).lines()).hasSize(200);
        }
    }

    @Example
    void theDigestTellsLinesUpsAndDownsApart() {
        Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT);
        long first = Realm.pack(realm.index(ReplicaId.of("a", 1)), 1);
        long second = Realm.pack(realm.index(ReplicaId.of("b", 1)), 1);
        List<Totals> different = List.of(
                Totals.empty(realm),
                Totals.of(realm, List.of(new Line(first, 1, 0))),
                Totals.of(realm, List.of(new Line(first, 0, 1))),
                Totals.of(realm, List.of(new Line(first, 2, 0))),
                Totals.of(realm, List.of(new Line(second, 1, 0))),
                Totals.of(realm, List.of(new Line(first, 1, 0), new Line(second, 1, 0))),
                Totals.of(realm, List.of(new Line(first, 2, 0), new Line(second, 1, 0))));
        assertThat(different.stream().map(Totals::digest).distinct()).hasSize(different.size());
        assertThat(different.stream().map(totals -> totals.digest().high()).distinct())
                .hasSize(different.size());
        assertThat(different.stream().map(totals -> totals.digest().low()).distinct())
                .hasSize(different.size());
        assertThat(different.stream().map(Totals::hashCode).distinct()).hasSize(different.size());
    }
}
