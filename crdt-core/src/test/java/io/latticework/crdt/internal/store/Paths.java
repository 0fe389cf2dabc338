package io.latticework.crdt.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores by paths of names. The first letter of a name says what it holds: m a map, s a set, r a register whose contents
 * grow, anything else an element of a set.
 */
final class Paths {
    private Paths() {}

    static byte[] key(String name) {
        return isElement(name) ? name.getBytes(UTF_8) : KeyLayout.typedKey(name.getBytes(UTF_8), name.substring(0, 1));
    }

    static String name(KeyLayout layout, byte[] key) {
        return new String(layout == KeyLayout.ELEMENT ? key : KeyLayout.keyOf(key), UTF_8);
    }

    private static boolean isElement(String name) {
        return "msr".indexOf(name.charAt(0)) < 0;
    }

    static boolean isRegister(String path) {
        return path.charAt(path.lastIndexOf('/') + 1) == 'r';
    }

    private static KeyLayout layout(String name) {
        return isElement(name) ? KeyLayout.ELEMENT : KeyLayout.TYPED_KEY;
    }

    /** Returns what is at a path, {@code null} if nothing is. */
    static @Nullable DotStore find(Realm realm, @Nullable DotStore root, String path) {
        DotStore store = root;
        for (String name : path.split("/", -1)) {
            byte[] key = key(name);
            store = store instanceof DotMap map ? map.find(layout(name).hash(realm, key), key) : null;
        }
        return store;
    }

    /** Returns a store after a change at a path. */
    static @Nullable DotStore edit(
            Realm realm, @Nullable DotStore root, String path, UnaryOperator<@Nullable DotStore> change) {
        return edit(realm, root, List.of(path.split("/", -1)), change);
    }

    private static @Nullable DotStore edit(
            Realm realm, @Nullable DotStore store, List<String> path, UnaryOperator<@Nullable DotStore> change) {
        if (path.isEmpty()) {
            return change.apply(store);
        }
        KeyLayout layout = layout(path.get(0));
        byte[] key = key(path.get(0));
        long hash = layout.hash(realm, key);
        DotMap map = (DotMap) store;
        DotStore inner = map == null ? null : map.find(hash, key);
        Entry edit = DotMap.entry(hash, key, edit(realm, inner, path.subList(1, path.size()), change));
        return DotMap.of(layout, new Editor(realm).edit(map == null ? null : map.root(), edit));
    }
}
