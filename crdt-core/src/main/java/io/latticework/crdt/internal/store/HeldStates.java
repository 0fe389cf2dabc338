package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where states of users' types lie side by side in a store. */
public final class HeldStates {
    private HeldStates() {}

    /** Tells whether there are any that were not merged, at any depth. O(entries). */
    public static boolean isIn(@Nullable DotStore store) {
        if (store instanceof Dots dots) {
            for (int i = 0; i < dots.size(); i++) {
                if (isHeld(dots.content(i))) {
                    return true;
                }
            }
        } else if (store instanceof DotMap map && map.layout() == KeyLayout.TYPED_KEY) {
            boolean[] found = new boolean[1];
            map.root().forEach(entry -> found[0] |= isIn(entry));
            return found[0];
        }
        return false;
    }

    /** Tells whether there are any in the store of an entry. */
    public static boolean isIn(Entry entry) {
        return entry.payload() instanceof Content content
                ? isHeld(content)
                : entry.payload() instanceof DotStore store && isIn(store);
    }

    private static boolean isHeld(@Nullable Content content) {
        return content instanceof Held held && held.states() > 1;
    }

    /**
     * Returns the store with all merged that merges now, the same store if nothing does.
     *
     * @param failed told why something does not
     */
    public static DotStore resolved(Realm realm, DotStore store, Consumer<RuntimeException> failed) {
        return replaced(realm, store, held -> {
            try {
                return held.resolved();
            } catch (CrdtException e) {
                failed.accept(e);
                return held;
            }
        });
    }

    /** Returns the store with other contents in the place of those whose states once lay side by side, or still do. */
    public static DotStore replaced(Realm realm, DotStore store, Function<Held, Content> with) {
        if (store instanceof Dots dots) {
            return replaced(dots, with);
        }
        if (!(store instanceof DotMap map) || map.layout() != KeyLayout.TYPED_KEY) {
            return store;
        }
        List<Entry> edits = new ArrayList<>();
        map.root().forEach(entry -> {
            if (entry.payload() instanceof Held || entry.payload() instanceof DotStore) {
                DotStore before = DotMap.store(entry);
                DotStore after = replaced(realm, before, with);
                if (after != before) {
                    edits.add(DotMap.entry(entry.hash(), entry.key(), after));
                }
            }
        });
        DotMap changed = edits.isEmpty() ? map : DotMap.of(map.layout(), new Editor(realm).edit(map.root(), edits));
        return changed == null ? map : changed;
    }

    private static Dots replaced(Dots dots, Function<Held, Content> with) {
        Dots changed = dots;
        for (int i = 0; i < dots.size(); i++) {
            if (dots.content(i) instanceof Held held) {
                Content other = with.apply(held);
                changed = other == held ? changed : changed.exchanged(i, other);
            }
        }
        return changed;
    }
}
