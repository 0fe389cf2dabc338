package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.sync.internal.message.Message.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one side of a session still has to say, taken off frame by frame. What is large is made only then. */
final class Script {
    private static final byte[] NOTHING = new byte[0];

    private final Realm realm;
    private final Function<Causal, byte[]> encoder;
    private final Deque<Iterator<Saying>> sayings = new ArrayDeque<>();

    Script(Realm realm, Function<Causal, byte[]> encoder) {
        this.realm = realm;
        this.encoder = encoder;
    }

    /**
     * Something to say.
     *
     * @param item what is said
     * @param entries what comes with it, {@code null} if nothing does
     * @param kept the dots that come with it
     * @param bytes about how long all that is
     */
    record Saying(Item item, @Nullable DotStore entries, CausalContext kept, long bytes) {}

    /** What one frame says: items, a piece with the entries of all of them, and the other dots that are alive there. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(List<Item> items, byte[] piece, byte[] kept) {}

    void add(Saying saying) {
        sayings.add(List.of(saying).iterator());
    }

    void add(Iterator<Saying> several) {
        sayings.add(several);
    }

    boolean hasNext() {
        while (!sayings.isEmpty() && !sayings.element().hasNext()) {
            sayings.remove();
        }
        return !sayings.isEmpty();
    }

    /** Returns a frame of about so many bytes: more if one thing to say is larger. */
    Frame next(long targetBytes) {
        List<Item> items = new ArrayList<>();
        DotStore entries = null;
        Deque<CausalContext> kept = new ArrayDeque<>();
        long bytes = 0;
        while (bytes < targetBytes && hasNext()) {
            Saying saying = sayings.element().next();
            items.add(saying.item);
            entries = Stores.union(realm, entries, saying.entries);
            if (!saying.kept.isEmpty()) {
                kept.add(saying.kept);
            }
            bytes += saying.bytes;
        }
        byte[] piece = entries == null ? NOTHING : encoder.apply(Causal.of(entries, Stores.context(realm, entries)));
        return new Frame(items, piece, kept.isEmpty() ? NOTHING : encoder.apply(Causal.of(null, union(kept))));
    }

    /** Unites two at a time, so that none is copied often. */
    private static CausalContext union(Deque<CausalContext> contexts) {
        while (contexts.size() > 1) {
            contexts.add(contexts.remove().union(contexts.remove()));
        }
        return contexts.element();
    }
}
