package io.latticework.crdt;

import io.latticework.crdt.codec.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Users' own lattices for tests. */
final class OwnTypes {
    /** Numbers as highest values. */
    static final ValueCodec<Highest> HIGHEST = codec("highest", h -> Long.toString(h.value), Highest::parse);

    /** A type whose codec throws something of its own on some bytes. */
    static final CrdtType<Highest> FRAGILE =
            CrdtType.of("test.fragile", new Highest(0), codec("fragile", h -> Long.toString(h.value), text -> {
                if (text.equals("66")) {
                    throw new IllegalStateException("unlucky number");
                }
                return Highest.parse(text);
            }));

    private OwnTypes() {}

    private static <S> ValueCodec<S> codec(String name, Function<S, String> write, Function<String, S> read) {
        return new ValueCodec<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public byte[] encode(S value) {
                return write.apply(value).getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public S decode(byte[] bytes, int offset, int length) {
                return read.apply(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        };
    }

    /** The highest number that anybody gave: merge and a codec, nothing else. */
    record Highest(long value) implements Crdt<Highest> {
        static final CrdtType<Highest> TYPE = CrdtType.of("test.highest", new Highest(0), HIGHEST);

        private static Highest parse(String text) {
            return new Highest(Long.parseLong(text));
        }

        Highest raise(long to) {
            return merge(new Highest(to));
        }

        @Override
        public CrdtType<Highest> type() {
            return TYPE;
        }

        @Override
        public Highest merge(Highest other) {
            return other.value > value ? other : this;
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** The same, but each merge returns a new object. */
    static final class Restless implements Crdt<Restless> {
        static final CrdtType<Restless> TYPE = CrdtType.of(
                "test.restless",
                new Restless(0),
                codec("restless", r -> Long.toString(r.value), text -> new Restless(Long.parseLong(text))));

        private final long value;

        Restless(long value) {
            this.value = value;
        }

        @Override
        public CrdtType<Restless> type() {
            return TYPE;
        }

        @Override
        public Restless merge(Restless other) {
            return new Restless(Math.max(value, other.value));
        }
    }

    /** Words that only become more, with differences and pieces of their own; the empty one has no pieces. */
    record Words(Set<String> words) implements Crdt<Words> {
        static final CrdtType<Words> TYPE = CrdtType.of(
                "test.words",
                new Words(),
                codec("words", w -> String.join(" ", w.words), text -> new Words(text.split(" ", -1))));

        Words(String... words) {
            this(sorted(List.of(words)));
        }

        private static SortedSet<String> sorted(List<String> words) {
            SortedSet<String> sorted = new TreeSet<>(words);
            sorted.remove("");
            return Collections.unmodifiableSortedSet(sorted);
        }

        @Override
        public CrdtType<Words> type() {
            return TYPE;
        }

        @Override
        public Words merge(Words other) {
            if (words.containsAll(other.words)) {
                return this;
            }
            List<String> all = new ArrayList<>(words);
            all.addAll(other.words);
            return new Words(sorted(all));
        }

        @Override
        public Words deltaFrom(Words base) {
            List<String> news = new ArrayList<>(words);
            news.removeAll(base.words);
            return new Words(sorted(news));
        }

        @Override
        public Iterable<Words> split(int maxBytes) {
            List<Words> pieces = new ArrayList<>();
            Words piece = TYPE.empty();
            for (String word : words) {
                Words longer = piece.merge(new Words(word));
                if (!piece.words.isEmpty() && TYPE.canonicalBytes(longer).length > maxBytes) {
                    pieces.add(piece);
                    longer = new Words(word);
                }
                piece = longer;
            }
            if (!piece.words.isEmpty()) {
                pieces.add(piece);
            }
            return pieces;
        }
    }
}
