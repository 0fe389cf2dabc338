package io.latticework.testkit.toy;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * An add-wins set, as plain as can be: each dot that was seen maps to the element that it added, or to nothing if that
 * was removed since. The keys are the causal context; unseen is below alive, and alive below dead. With flaws to order.
 */
public final class DottedSet implements Crdt<DottedSet> {
    private static final String DEAD = "";

    private final Kind kind;
    private final SortedMap<Dot, String> dots;

    private DottedSet(Kind kind, Map<Dot, String> dots) {
        this.kind = kind;
        this.dots = new TreeMap<>(dots);
    }

    public DottedSet add(Author author, String element) {
        DottedSet changed = remove(author, element);
        changed.dots.put(mint(author, changed), element);
        return changed;
    }

    public DottedSet remove(Author author, String element) {
        DottedSet changed = new DottedSet(kind, dots);
        if (kind.has(Flaw.REMOVE_FORGETS)) {
            changed.dots.values().removeIf(element::equals);
            return changed;
        }
        changed.dots.replaceAll((dot, old) -> old.equals(element) ? DEAD : old);
        changed.dots.put(mint(author, changed), DEAD);
        return changed;
    }

    private Dot mint(Author author, DottedSet state) {
        if (!kind.has(Flaw.DOT_FROM_STATE)) {
            return author.nextDot();
        }
        return Dot.of(
                author.replica(),
                1
                        + state.dots.keySet().stream()
                                .filter(dot -> dot.replica().equals(author.replica()))
                                .mapToLong(Dot::sequence)
                                .max()
                                .orElse(0));
    }

    @Override
    public Kind type() {
        return kind;
    }

    @Override
    public DottedSet merge(DottedSet other) {
        DottedSet merged = new DottedSet(kind, dots);
        other.dots.forEach(
                (dot, element) -> merged.dots.merge(dot, element, (left, right) -> left.equals(right) ? left : DEAD));
        return merged.dots.equals(dots) ? this : merged;
    }

    @Override
    public DottedSet deltaFrom(DottedSet base) {
        DottedSet delta = new DottedSet(kind, Map.of());
        dots.forEach((dot, element) -> {
            boolean known = base.dots.containsKey(dot);
            boolean removed =
                    known && element.equals(DEAD) && !base.dots.get(dot).equals(DEAD);
            if (!known || (removed && !kind.has(Flaw.LOST_REMOVAL))) {
                delta.dots.put(dot, element);
            } else if (kind.has(Flaw.CONTEXT_TOO_LARGE)) {
                delta.dots.put(dot, DEAD);
            }
        });
        return delta;
    }

    @Override
    public Iterable<DottedSet> split(int maxBytes) {
        List<DottedSet> pieces = new ArrayList<>();
        for (Dot dot : kind.order(dots, Flaw.INDEX_IN_PIECES)) {
            String element = dots.get(dot);
            if (!element.equals(DEAD) || !kind.has(Flaw.PIECES_LACK_THE_DEAD)) {
                pieces.add(new DottedSet(kind, Map.of(dot, element)));
            }
        }
        return pieces;
    }

    @Override
    public Digest digest() {
        if (!kind.has(Flaw.DIGEST_WITHOUT_CONTEXT)) {
            return kind.digest(this);
        }
        DottedSet store = new DottedSet(kind, dots);
        store.dots.values().removeIf(DEAD::equals);
        return kind.digest(store);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DottedSet that && dots.equals(that.dots);
    }

    @Override
    public int hashCode() {
        return dots.hashCode();
    }

    /** The type of all sets of one realm with one flaw. */
    public record Kind(Realm realm, Flaw flaw) implements CrdtType<DottedSet> {
        boolean has(Flaw other) {
            return flaw == other;
        }

        @Override
        public String name() {
            return "dotted";
        }

        @Override
        public DottedSet empty() {
            return new DottedSet(this, Map.of());
        }

        private List<Dot> order(SortedMap<Dot, String> dots, Flaw byIndex) {
            List<Dot> order = new ArrayList<>(dots.keySet());
            if (has(byIndex)) {
                order.sort(Comparator.comparing(dot -> realm.index(dot.replica())));
            }
            return order;
        }

        @Override
        public byte[] canonicalBytes(DottedSet set) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 12).putInt(0).put((byte) set.dots.size());
            for (Dot dot : order(set.dots, Flaw.INDEX_IN_BYTES)) {
                Ascii.put(bytes, dot.replica().name());
                bytes.putLong(dot.replica().incarnation()).put((byte) dot.sequence());
                Ascii.put(bytes, set.dots.get(dot));
            }
            byte[] encoded = Arrays.copyOf(bytes.array(), bytes.position());
            return ByteBuffer.wrap(encoded)
                    .putInt(0, checksum(encoded, encoded.length))
                    .array();
        }

        private static int checksum(byte[] bytes, int end) {
            CRC32 crc = new CRC32();
            crc.update(bytes, Integer.BYTES, end - Integer.BYTES);
            return (int) crc.getValue();
        }

        @Override
        public DottedSet decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            DottedSet set = empty();
            try {
                int checksum = buffer.getInt();
                for (int left = buffer.get(); left > 0; left--) {
                    ReplicaId replica = ReplicaId.of(Ascii.get(buffer), buffer.getLong());
                    set.dots.put(Dot.of(replica, buffer.get()), Ascii.get(buffer));
                }
                if (checksum != checksum(bytes, buffer.position()) && !has(Flaw.DAMAGE_IGNORED)) {
                    throw new DecodeException(Reason.CHECKSUM, "the checksum does not fit");
                }
            } catch (BufferUnderflowException | IllegalArgumentException wrong) {
                throw new DecodeException(Reason.MALFORMED, "not a set", wrong);
            }
            if (buffer.hasRemaining()) {
                throw new DecodeException(Reason.TRAILING, "something follows the set");
            }
            return set;
        }

        @Override
        public String toJson(DottedSet set) {
            String seed = has(Flaw.SEED_IN_VALUE) ? "," + realm.fingerprint() : "";
            return set.dots.values().stream()
                    .filter(element -> !element.equals(DEAD))
                    .distinct()
                    .sorted()
                    .map(element -> '"' + element + '"')
                    .collect(Collectors.joining(",", "[", seed + "]"));
        }
    }
}
