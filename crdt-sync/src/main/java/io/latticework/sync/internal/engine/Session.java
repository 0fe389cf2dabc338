package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One side of a repair session: two frozen states are compared range by range, and each side rebuilds the other's from its
 * own and the differences. Only if the rebuilt state has the announced digest is it merged, so that removals, nesting and
 * concurrent writes need no rule of their own.
 *
 * <p>Where both sides have a range differently, a side that has little there sends it and asks for the other's; one that
 * has few but large entries lists them; one that has many shows what it has in each sixteenth. So the walk goes down to
 * single keys, and on inside them.
 */
final class Session {
    private static final int SLOTS = 1 << Range.LEVEL_BITS;
    private static final int FEW_ENTRIES = 8;
    private static final int FEW_DOTS = 64;
    /** What counts as few where nearly everything differs: there it is cheaper to send than to compare. */
    private static final int FEW_WHERE_DENSE = 1024;

    private static final int DENSE_SLOTS = 12;
    private static final byte[] NO_PIECE = new byte[0];

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
    private final Deque<Iterator<Item>> sayings = new ArrayDeque<>();
    private final List<Range> exchanged = new ArrayList<>();
    private @Nullable DotStore received;
    private @Nullable Digest theirDigest;
    private @Nullable CausalContext theirContext;
    /** The hash of the piece of which the other side has some parts already, and the first that it lacks. */
    private long theirPartial;

    private int theirNext;

    Session(Causal frozen, PieceCodec codec, Assembly assembly, int targetBytes) {
        this.mine = frozen;
        this.codec = codec;
        this.assembly = assembly;
        this.targetBytes = targetBytes;
    }

    private Realm realm() {
        return mine.realm();
    }

    /** Returns this side's frozen state. */
    Causal frozen() {
        return mine;
    }

    /** Notes what the other side announced. */
    void announced(Open open, CausalContext context) {
        theirDigest = open.digest();
        theirContext = context;
        theirPartial = open.partial();
        theirNext = open.next();
    }

    boolean isAnnounced() {
        return theirDigest != null;
    }

    /** Starts the walk. */
    void begin() {
        say(probe(Range.ALL));
    }

    private void say(Item item) {
        sayings.add(List.of(item).iterator());
    }

    boolean hasMoreToSay() {
        while (!sayings.isEmpty() && !sayings.peek().hasNext()) {
            sayings.remove();
        }
        return !sayings.isEmpty();
    }

    /** Returns the next item to say. */
    Item next() {
        if (!hasMoreToSay()) {
            throw new IllegalStateException("nothing is left to say");
        }
        return sayings.element().next();
    }

    private Probe probe(Range range) {
        long[] counts = new long[SLOTS];
        long[] hashes = new long[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            Prefix.Summary summary = range.child(slot).summary(realm(), mine.store());
            counts[slot] = summary.count();
            hashes[slot] = summary.laneA();
        }
        return new Probe(range, counts, hashes);
    }

    /**
     * Hears an item.
     *
     * @return the piece that came with it, {@code null} if none did
     */
    @Nullable
    Causal hear(Item item) {
        if (item instanceof Probe probe) {
            hearProbe(probe);
        } else if (item instanceof Listing listing) {
            hearListing(listing);
        } else if (item instanceof Entries entries) {
            return hearEntries(entries);
        } else if (item instanceof Part part) {
            byte[] whole = assembly.add(part);
            return whole == null ? null : hearEntries(new Entries(part.range(), part.wanted(), whole));
        }
        return null;
    }

    private void hearProbe(Probe probe) {
        Map<Integer, Prefix.Summary> differing = new LinkedHashMap<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            Prefix.Summary summary = probe.range().child(slot).summary(realm(), mine.store());
            boolean same = summary.count() == probe.counts()[slot]
                    && (summary.count() == 0 || summary.laneA() == probe.hashes()[slot]);
            if (!same) {
                differing.put(slot, summary);
            }
        }
        boolean dense = differing.size() >= DENSE_SLOTS;
        differing.forEach(
                (slot, summary) -> respond(probe.range().child(slot), summary.count(), probe.counts()[slot], dense));
    }

    private void respond(Range range, long mineCount, long theirCount, boolean dense) {
        long few = dense ? FEW_WHERE_DENSE : FEW_ENTRIES;
        long fewDots = dense ? FEW_WHERE_DENSE : FEW_DOTS;
        if (mineCount == 0 || theirCount == 0 || mineCount <= few && dots(range) <= fewDots) {
            sayEntries(range, theirCount > 0);
        } else if (mineCount <= FEW_ENTRIES || range.bits() == Long.SIZE) {
            say(listing(range));
        } else {
            say(probe(range));
        }
    }

    private long dots(Range range) {
        long dots = 0;
        for (Entry entry : range.entries(mine.store())) {
            dots += entry.payload() == null ? 1 : entry.payload().dots();
        }
        return dots;
    }

    private Listing listing(Range range) {
        List<Entry> entries = range.entries(mine.store());
        long[] hashes = new long[entries.size()];
        List<Range.Step> steps = new ArrayList<>(hashes.length);
        for (int i = 0; i < hashes.length; i++) {
            steps.add(new Range.Step(entries.get(i).hash(), entries.get(i).key()));
            hashes[i] = lane(entries.get(i));
        }
        return new Listing(range, steps, hashes);
    }

    private long lane(Entry entry) {
        return DotMap.store(entry).laneA(realm(), entry.hash());
    }

    private void hearListing(Listing listing) {
        List<Entry> unlisted = new ArrayList<>(listing.range().entries(mine.store()));
        for (int i = 0; i < listing.steps().size(); i++) {
            Range.Step step = listing.steps().get(i);
            Entry entry = take(unlisted, step);
            if (entry == null) {
                sayEntries(at(listing.range(), step.hash()), true);
            } else if (lane(entry) != listing.hashes()[i]) {
                boolean large = entry.payload() instanceof DotMap map && map.dots() > FEW_DOTS;
                if (large) {
                    say(probe(listing.range().below(entry)));
                } else {
                    sayEntries(at(listing.range(), step.hash()), true);
                }
            }
        }
        unlisted.forEach(entry -> sayEntries(at(listing.range(), entry.hash()), true));
    }

    private static @Nullable Entry take(List<Entry> entries, Range.Step step) {
        for (Entry entry : entries) {
            if (entry.hash() == step.hash() && Arrays.equals(entry.key(), step.key())) {
                entries.remove(entry);
                return entry;
            }
        }
        return null;
    }

    /** Returns the range of all entries with one hash: the types under one key. */
    private static Range at(Range range, long hash) {
        return new Range(range.path(), hash, Long.SIZE);
    }

    /** Says all entries of a range, in as many pieces as it takes; the last asks for the other side's, if wanted. */
    private void sayEntries(Range range, boolean wanted) {
        exchanged.add(range);
        DotStore part = range.part(realm(), mine.store());
        if (part == null) {
            say(new Entries(range, wanted, NO_PIECE));
            return;
        }
        Iterator<Causal> pieces = Causal.of(part, Stores.context(realm(), part))
                .split(targetBytes)
                .iterator();
        sayings.add(new Iterator<>() {
            private Iterator<Item> items = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                return items.hasNext() || pieces.hasNext();
            }

            @Override
            public Item next() {
                if (!items.hasNext()) {
                    byte[] piece = codec.encode(pieces.next());
                    items = items(range, wanted && !pieces.hasNext(), piece).iterator();
                }
                return items.next();
            }
        });
    }

    /** Returns a piece as one item, or as the parts that the other side lacks. */
    private List<Item> items(Range range, boolean wanted, byte[] piece) {
        if (piece.length <= 2 * targetBytes) {
            return List.of(new Entries(range, wanted, piece));
        }
        long hash = realm().hashKey(piece, 0, piece.length);
        int parts = (piece.length + targetBytes - 1) / targetBytes;
        int first = hash == theirPartial ? Math.min(theirNext, parts - 1) : 0;
        List<Item> items = new ArrayList<>(parts - first);
        for (int part = first; part < parts; part++) {
            int start = part * targetBytes;
            byte[] bytes = Arrays.copyOfRange(piece, start, Math.min(piece.length, start + targetBytes));
            items.add(new Part(range, wanted, hash, part, parts, bytes));
        }
        return items;
    }

    private @Nullable Causal hearEntries(Entries entries) {
        Causal piece = entries.piece().length == 0 ? null : codec.decode(entries.piece());
        if (piece != null) {
            received = Stores.union(realm(), received, piece.store());
        }
        if (entries.wanted()) {
            sayEntries(entries.range(), false);
        } else {
            exchanged.add(entries.range());
        }
        return piece;
    }

    /** Returns the other side's frozen state, {@code null} if what was heard does not give the announced digest. */
    @Nullable
    Causal rebuilt() {
        if (theirContext == null || theirDigest == null) {
            return null;
        }
        DotStore store = mine.store();
        for (Range range : exchanged) {
            store = range.without(realm(), store);
        }
        Causal rebuilt = Causal.of(Stores.union(realm(), store, received), theirContext);
        return rebuilt.digest().equals(theirDigest) ? rebuilt : null;
    }
}
