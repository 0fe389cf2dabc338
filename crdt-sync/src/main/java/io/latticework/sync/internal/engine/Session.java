package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Range;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Prefix;
import io.latticework.sync.internal.message.Message.Entries;
import io.latticework.sync.internal.message.Message.Item;
import io.latticework.sync.internal.message.Message.Listing;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Part;
import io.latticework.sync.internal.message.Message.Probe;
import io.latticework.sync.internal.message.Message.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One side of a repair session: two frozen states are compared range by range, and each side builds the join of both from its
 * own and what the other says of the ranges where they differ. Only if both build the same is it merged, so that removals,
 * nesting and concurrent writes need no rule of their own.
 *
 * <p>Where both sides have a range differently, a side that has little there says it and asks for the other's; one that has
 * few but large entries lists them; one that has many shows a hash of what it has in each sixteenth. So the walk goes down to
 * single keys, and on inside them. Entries are said as far as the other side may not know them: what its context has seen, and
 * what does not grow, it has or has removed.
 */
final class Session {
    private static final int SLOTS = 1 << Range.LEVEL_BITS;
    private static final int FEW_ENTRIES = 10;
    private static final int FEW_DOTS = 64;
    /** What is said of a range without asking by a listing first which of its entries differ. */
    private static final int FEW_BYTES = 4096;

    private static final int PROBE_BYTES = 80;
    private static final int LISTED_BYTES = 16;
    private static final int ITEM_BYTES = 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** How pieces become bytes and back. */
    interface PieceCodec {
        /** Encodes a piece. */
        byte[] encode(Causal piece);

        /** Decodes a piece. */
        Causal decode(byte[] bytes);
    }

    private final Causal mine;
    private final PieceCodec codec;
    private final Assembly assembly;
    private final int targetBytes;
    private final long salt;
    private final Script script;
    private final Findings findings;
    private @Nullable CausalContext theirContext;
    private boolean whole;
    /** The hash of the piece of which the other side has some parts already, and the first that it lacks. */
    private long theirPartial;

    private int theirNext;

    /**
     * Returns a side.
     *
     * @param number of the session; hashes depend on it, so that two different ranges do not look equal in the next one too
     */
    Session(Causal frozen, PieceCodec codec, Assembly assembly, int targetBytes, long number) {
        this.mine = frozen;
        this.codec = codec;
        this.assembly = assembly;
        this.targetBytes = targetBytes;
        this.salt = number * GOLDEN;
        this.script = new Script(frozen.realm(), codec::encode);
        this.findings = new Findings(frozen);
    }

    private Realm realm() {
        return mine.realm();
    }

    /** Returns this side's frozen state. */
    Causal frozen() {
        return mine;
    }

    /**
     * Notes what the other side announced.
     *
     * @param wanted whether this side wants entries to be said whole
     */
    void announced(Open open, CausalContext context, boolean wanted) {
        theirContext = context;
        whole = open.whole() || wanted;
        theirPartial = open.partial();
        theirNext = open.next();
    }

    boolean isAnnounced() {
        return theirContext != null;
    }

    /** Starts the walk. */
    void begin() {
        say(probe(Range.ALL), PROBE_BYTES);
    }

    private void say(Item item, long bytes) {
        script.add(new Script.Saying(item, null, CausalContext.empty(realm()), bytes));
    }

    boolean hasMoreToSay() {
        return script.hasNext();
    }

    /** Returns what one more frame says. */
    Script.Frame nextFrame() {
        return script.next(targetBytes);
    }

    private int hash(long lane) {
        long mixed = (lane + salt) * GOLDEN;
        return (int) ((mixed ^ mixed >>> 29) * GOLDEN >>> 32);
    }

    private Probe probe(Range range) {
        int filled = 0;
        int[] hashes = new int[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            Prefix.Summary summary = range.child(slot).summary(realm(), mine.store());
            if (summary.count() > 0) {
                filled |= 1 << slot;
                hashes[slot] = hash(summary.laneA());
            }
        }
        return new Probe(range, filled, hashes);
    }

    /**
     * Hears a frame.
     *
     * @return the entries that came with it, {@code null} if none did
     */
    @Nullable
    Causal hear(Turn turn) {
        Causal arrived = null;
        if (turn.piece().length > 0) {
            arrived = codec.decode(turn.piece());
            findings.received(arrived);
        }
        if (turn.kept().length > 0) {
            findings.kept(codec.decode(turn.kept()).context());
        }
        for (Item item : turn.items()) {
            Causal piece = hear(item);
            if (piece != null) {
                arrived = arrived == null ? piece : arrived.merge(piece);
            }
        }
        return arrived;
    }

    /** What has come so far was joined with this side's state. */
    void joined(Causal state) {
        findings.share(state);
    }

    private @Nullable Causal hear(Item item) {
        if (item instanceof Probe probe) {
            hearProbe(probe);
        } else if (item instanceof Listing listing) {
            hearListing(listing);
        } else if (item instanceof Entries entries) {
            hearEntries(entries);
        } else if (item instanceof Part part) {
            byte[] bytes = assembly.add(part);
            if (bytes != null) {
                Causal piece = codec.decode(bytes);
                findings.received(piece);
                hearEntries(new Entries(part.range(), part.wanted(), false));
                return piece;
            }
        }
        return null;
    }

    private void hearProbe(Probe probe) {
        for (int slot = 0; slot < SLOTS; slot++) {
            Range range = probe.range().child(slot);
            Prefix.Summary summary = range.summary(realm(), mine.store());
            boolean theirs = (probe.filled() >>> slot & 1) != 0;
            boolean same = theirs == summary.count() > 0 && (!theirs || hash(summary.laneA()) == probe.hashes()[slot]);
            if (!same) {
                respond(range, summary.count(), theirs);
            }
        }
    }

    private void respond(Range range, long count, boolean theirs) {
        if (count == 0 || !theirs) {
            sayEntries(range, theirs, false);
            return;
        }
        boolean few = count <= FEW_ENTRIES;
        if (few && isSmall(range)) {
            sayEntries(range, true, true);
        } else if (few || range.bits() == Long.SIZE) {
            Listing listing = listing(range);
            say(listing, (long) LISTED_BYTES * listing.at().length);
        } else {
            say(probe(range), PROBE_BYTES);
        }
    }

    private boolean isSmall(Range range) {
        long dots = 0;
        for (Entry entry : range.entries(mine.store())) {
            dots += entry.payload() == null ? 1 : entry.payload().dots();
        }
        return dots <= FEW_DOTS
                && Stores.weight(realm(), unknown(range.part(realm(), mine.store())), FEW_BYTES) <= FEW_BYTES;
    }

    /** Returns what the other side may not know: what it has not seen, and what may have grown since. */
    private @Nullable DotStore unknown(@Nullable DotStore part) {
        CausalContext seen = theirContext;
        return whole || seen == null
                ? part
                : Stores.filter(realm(), part, (dot, content) -> content.grows() || !seen.contains(dot));
    }

    private NavigableMap<Long, List<Entry>> byHash(Range range) {
        NavigableMap<Long, List<Entry>> groups = new TreeMap<>();
        for (Entry entry : range.entries(mine.store())) {
            groups.computeIfAbsent(entry.hash(), absent -> new ArrayList<>(1)).add(entry);
        }
        return groups;
    }

    private int hash(List<Entry> group) {
        long lane = 0;
        for (Entry entry : group) {
            lane += DotMap.store(entry).laneA(realm(), entry.hash());
        }
        return hash(lane);
    }

    private Listing listing(Range range) {
        NavigableMap<Long, List<Entry>> groups = byHash(range);
        long[] at = groups.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] counts = groups.values().stream().mapToInt(List::size).toArray();
        int[] hashes = groups.values().stream().mapToInt(this::hash).toArray();
        return new Listing(range, at, counts, hashes);
    }

    private void hearListing(Listing listing) {
        NavigableMap<Long, List<Entry>> groups = byHash(listing.range());
        for (int i = 0; i < listing.at().length; i++) {
            List<Entry> group = groups.remove(listing.at()[i]);
            Range range = at(listing.range(), listing.at()[i]);
            if (group == null) {
                sayEntries(range, true, false);
            } else if (group.size() != listing.counts()[i] || hash(group) != listing.hashes()[i]) {
                Entry only = group.get(0);
                boolean alone = group.size() == 1 && listing.counts()[i] == 1;
                if (alone && only.payload() instanceof DotMap map && map.dots() > FEW_DOTS) {
                    say(probe(listing.range().below(only)), PROBE_BYTES);
                } else {
                    sayEntries(range, true, true);
                }
            }
        }
        groups.keySet().forEach(hash -> sayEntries(at(listing.range(), hash), false, false));
    }

    /** Returns the range of all entries with one hash: the types under one key. */
    private static Range at(Range range, long hash) {
        return new Range(range.path(), hash, Long.SIZE);
    }

    private void hearEntries(Entries entries) {
        if (entries.wanted()) {
            sayEntries(entries.range(), false, !entries.none());
        } else {
            findings.exchanged(entries.range());
        }
    }

    /**
     * Says the entries of a range, as far as the other side may not know them, in as many pieces as it takes.
     *
     * @param wanted whether the other side is to say its own; the last piece asks for that
     * @param shared whether the other side has entries there, and is to be told which dots are alive here
     */
    private void sayEntries(Range range, boolean wanted, boolean shared) {
        findings.exchanged(range);
        DotStore part = range.part(realm(), mine.store());
        DotStore unknown = unknown(part);
        CausalContext alive = shared ? alive(part, unknown) : CausalContext.empty(realm());
        long bytes = Stores.weight(realm(), unknown, targetBytes) + ITEM_BYTES + 4L * alive.runs();
        if (bytes <= targetBytes) {
            script.add(new Script.Saying(new Entries(range, wanted, part == null), unknown, alive, bytes));
        } else {
            Causal all = Causal.of(unknown, Stores.context(realm(), unknown));
            if (!alive.isEmpty()) {
                script.add(new Script.Saying(new Entries(range, false, false), null, alive, 4L * alive.runs()));
            }
            script.add(pieces(range, wanted, all.split(targetBytes).iterator()));
        }
    }

    /** Returns the live dots of a part that are not said with their entries. */
    private CausalContext alive(@Nullable DotStore part, @Nullable DotStore unknown) {
        CausalContext all = Stores.context(realm(), part);
        return all.minus(part == unknown ? all : Stores.context(realm(), unknown));
    }

    private Iterator<Script.Saying> pieces(Range range, boolean wanted, Iterator<Causal> pieces) {
        return new Iterator<>() {
            private Iterator<Script.Saying> parts = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                return parts.hasNext() || pieces.hasNext();
            }

            @Override
            public Script.Saying next() {
                if (!parts.hasNext()) {
                    Causal piece = pieces.next();
                    parts = sayings(range, wanted && !pieces.hasNext(), piece).iterator();
                }
                return parts.next();
            }
        };
    }

    /** Returns a piece as one saying, or, if no frame takes it, as the parts that the other side lacks. */
    private List<Script.Saying> sayings(Range range, boolean wanted, Causal piece) {
        CausalContext none = CausalContext.empty(realm());
        if (Stores.weight(realm(), piece.store(), 2L * targetBytes) <= 2L * targetBytes) {
            return List.of(new Script.Saying(new Entries(range, wanted, false), piece.store(), none, targetBytes));
        }
        byte[] bytes = codec.encode(piece);
        long hash = realm().hashKey(bytes, 0, bytes.length);
        int parts = (bytes.length + targetBytes - 1) / targetBytes;
        int first = hash == theirPartial ? Math.min(theirNext, parts - 1) : 0;
        List<Script.Saying> sayings = new ArrayList<>(parts - first);
        for (int part = first; part < parts; part++) {
            int start = part * targetBytes;
            byte[] slice = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + targetBytes));
            Part item = new Part(range, wanted, hash, part, parts, slice);
            sayings.add(new Script.Saying(item, null, none, targetBytes));
        }
        return sayings;
    }

    /** Returns the entries that have come, with exactly their dots: a piece of the other side's frozen state. */
    Causal received() {
        return findings.received();
    }

    /** Returns what the other side's frozen state brings, as this side has it once the walk is over. */
    Causal theirs() {
        if (theirContext == null) {
            throw new IllegalStateException("the other side has announced nothing");
        }
        return findings.theirs(theirContext);
    }
}
