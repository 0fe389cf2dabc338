package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Realm;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts totals into runs of lines.
 *
 * @param lines by replica id: pieces come in one order everywhere
 */
record LinePieces(Realm realm, List<Line> lines, int maxBytes) implements Iterable<Totals> {
    /** Header, type, checksum and counts. */
    private static final int ENVELOPE_BYTES = 96;

    /** Three varints for a line, and the length and incarnation of its replica id. */
    private static final int LINE_BYTES = 40;

    @Override
    public Iterator<Totals> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < lines.size();
            }

            @Override
            public Totals next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int start = next;
                long used = ENVELOPE_BYTES;
                do {
                    used += weight(lines.get(next++));
                } while (next < lines.size() && used + weight(lines.get(next)) <= maxBytes);
                return Totals.ofUnordered(realm, lines.subList(start, next));
            }
        };
    }

    private int weight(Line line) {
        String name = realm.replica(Realm.indexOf(line.dot())).name();
        return LINE_BYTES + name.getBytes(StandardCharsets.UTF_8).length;
    }
}
