package io.latticework.testkit.toy;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A set of short ASCII names that only grows, with its own deltas and pieces, and with flaws to order. */
public final class NameSet implements Crdt<NameSet> {
    private final Kind kind;
    private final Set<String> names;

    private NameSet(Kind kind, Set<String> names) {
        this.kind = kind;
        this.names = names;
    }

    public NameSet add(String name) {
        if (kind.has(Flaw.MUTATES_IN_PLACE)) {
            names.add(name);
            return this;
        }
        return merge(new NameSet(kind, Set.of(name)));
    }

    @Override
    public Kind type() {
        return kind;
    }

    @Override
    public NameSet merge(NameSet other) {
        boolean keepsLeft = kind.has(Flaw.MERGE_KEEPS_LEFT) && !names.isEmpty();
        if (keepsLeft || (names.containsAll(other.names) && !kind.has(Flaw.MERGE_ALWAYS_NEW))) {
            return this;
        }
        Set<String> union = new LinkedHashSet<>(names);
        union.addAll(other.names);
        return new NameSet(kind, union);
    }

    @Override
    public NameSet deltaFrom(NameSet base) {
        boolean whole = kind.has(Flaw.DELTA_IS_WHOLE_IF_ANYTHING) && !base.names.containsAll(names);
        if (whole || kind.has(Flaw.DELTA_IS_WHOLE)) {
            return this;
        }
        Set<String> fresh = new LinkedHashSet<>(names);
        fresh.removeAll(base.names);
        return new NameSet(kind, kind.has(Flaw.DELTA_IS_EMPTY) ? Set.of() : fresh);
    }

    @Override
    public Iterable<NameSet> split(int maxBytes) {
        if (kind.has(Flaw.SPLIT_IS_WHOLE)) {
            return List.of(this);
        }
        List<NameSet> pieces = new ArrayList<>();
        new TreeSet<>(names).forEach(name -> pieces.add(new NameSet(kind, Set.of(name))));
        if (kind.has(Flaw.SPLIT_AT_RANDOM)) {
            return () -> {
                Collections.rotate(pieces, 1);
                return List.copyOf(pieces).iterator();
            };
        }
        return kind.has(Flaw.FIRST_PIECE_NEEDS_HAS_NEXT) ? () -> lazy(pieces.iterator()) : pieces;
    }

    private static <T> Iterator<T> lazy(Iterator<T> pieces) {
        return new Iterator<>() {
            private boolean asked;

            @Override
            public boolean hasNext() {
                asked = true;
                return pieces.hasNext();
            }

            @Override
            public T next() {
                if (!asked) {
                    throw new NoSuchElementException("ask first");
                }
                return pieces.next();
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameSet that && (kind.has(Flaw.EQUALS_ALWAYS) || names.equals(that.names));
    }

    @Override
    public int hashCode() {
        if (kind.has(Flaw.EQUALS_ALWAYS)) {
            return 1;
        }
        return kind.has(Flaw.HASH_BY_IDENTITY) ? System.identityHashCode(this) : names.hashCode();
    }

    /** The type of all sets with one flaw. */
    public record Kind(Flaw flaw) implements CrdtType<NameSet> {
        boolean has(Flaw other) {
            return flaw == other;
        }

        @Override
        public String name() {
            return "names";
        }

        @Override
        public NameSet empty() {
            return new NameSet(this, has(Flaw.MUTATES_IN_PLACE) ? new LinkedHashSet<>() : Set.of());
        }

        @Override
        public byte[] canonicalBytes(NameSet set) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 12).put((byte) set.names.size());
            for (String name : has(Flaw.BYTES_IN_ORDER_OF_INSERTION) ? set.names : new TreeSet<>(set.names)) {
                Ascii.put(bytes, name);
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        @Override
        public NameSet decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Set<String> names = new LinkedHashSet<>();
            try {
                read(buffer, names);
            } catch (BufferUnderflowException cut) {
                if (has(Flaw.DECODER_THROWS_OTHERS)) {
                    throw cut;
                }
                if (!has(Flaw.DECODER_IGNORES_MISSING)) {
                    throw new DecodeException(Reason.TRUNCATED, "the names end early", cut);
                }
            }
            if (buffer.hasRemaining() && !has(Flaw.DECODER_IGNORES_TRAILING)) {
                throw new DecodeException(Reason.TRAILING, "something follows the names");
            }
            return new NameSet(this, names);
        }

        private void read(ByteBuffer buffer, Set<String> names) {
            String last = "";
            for (int left = buffer.get(); left > 0; left--) {
                String name = Ascii.get(buffer);
                if (name.compareTo(last) <= 0 && !has(Flaw.BYTES_IN_ORDER_OF_INSERTION)) {
                    throw new DecodeException(Reason.MALFORMED, "the names are not in order");
                }
                names.add(name);
                last = name;
            }
        }

        @Override
        public NameSet fromJson(Author author, JsonValue json) {
            Set<String> names = new TreeSet<>();
            json.asArray().forEach(name -> names.add(name.asText()));
            return new NameSet(this, names);
        }

        @Override
        public String toJson(NameSet set) {
            return set.names.stream().sorted().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
        }
    }
}
