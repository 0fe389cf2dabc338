package io.latticework.crdt.internal.store;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.sort.Radix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A dot function: the few live dots of one path, each with its content. More than one means concurrent writes, or the
 * segments of a counter. All operations are O(dots).
 */
public final class Dots extends DotStore {
    private final long[] dots;
    private final Content[] contents;

    @LazyInit
    private @Nullable Lanes lanes;

    /** Both digest lanes under a path. A record's fields are final, so a data race hands it over whole or not at all. */
    private record Lanes(long path, long a, long b) {}

    private Dots(long[] dots, Content[] contents) {
        this.dots = dots;
        this.contents = contents;
    }

    /** Returns the store of one dot. */
    public static Dots of(long dot, Content content) {
        return new Dots(new long[] {dot}, new Content[] {content});
    }

    /** Returns the store of one dot that says only that it is there. */
    public static Dots of(long dot) {
        return of(dot, Presence.HERE);
    }

    /** Returns the store of one or more different dots, in any order. */
    public static Dots ofAll(long[] dots, Content[] contents) {
        if (dots.length == 1) {
            return new Dots(dots, contents);
        }
        Gathered gathered = new Gathered(dots.length);
        for (int at : Radix.order(dots, dots.length, 0)) {
            gathered.add(dots[at], contents[at]);
        }
        return gathered.toStore(dots.length);
    }

    /** Returns how many dots there are. */
    public int size() {
        return dots.length;
    }

    /** Returns the packed dot at a place; dots ascend in packed order. */
    public long dot(int index) {
        return dots[index];
    }

    /** Returns the content at a place. */
    public Content content(int index) {
        return contents[index];
    }

    /** Returns the content of a dot, or {@code null} if it is not here. */
    public @Nullable Content find(long dot) {
        int index = Arrays.binarySearch(dots, dot);
        return index < 0 ? null : contents[index];
    }

    /** Returns this store with a dot added, or its content exchanged. */
    public Dots with(long dot, Content content) {
        Gathered gathered = new Gathered(dots.length + 1);
        int index = 0;
        while (index < dots.length && dots[index] < dot) {
            gathered.add(dots[index], contents[index++]);
        }
        gathered.add(dot, content);
        while (index < dots.length) {
            if (dots[index] != dot) {
                gathered.add(dots[index], contents[index]);
            }
            index++;
        }
        return gathered.toStore(dots.length + 1);
    }

    /** Returns this store with other content at a place. */
    public Dots exchanged(int index, Content content) {
        Content[] changed = contents.clone();
        changed[index] = content;
        return new Dots(dots, changed);
    }

    /** Returns this store without a dot, {@code null} if nothing is left. */
    public @Nullable Dots minus(long dot) {
        return (Dots) filter((each, content) -> each != dot);
    }

    /** Dots in ascending order on their way into a store. */
    private static final class Gathered {
        final long[] dots;
        final Content[] contents;
        int size;

        Gathered(int capacity) {
            dots = new long[capacity];
            contents = new Content[capacity];
        }

        void add(long dot, Content content) {
            dots[size] = dot;
            contents[size++] = content;
        }

        @Nullable
        Dots toStoreOrNull() {
            return size == 0 ? null : toStore(size);
        }

        Dots toStore(int expected) {
            boolean full = size == dots.length && size == expected;
            return new Dots(full ? dots : Arrays.copyOf(dots, size), full ? contents : Arrays.copyOf(contents, size));
        }
    }

    @Override
    @Nullable
    DotStore join(DotStore other, Join join) {
        Dots that = (Dots) other;
        Gathered gathered = new Gathered(dots.length + that.dots.length);
        boolean changed = false;
        int i = 0;
        int j = 0;
        while (i < dots.length || j < that.dots.length) {
            if (j == that.dots.length || i < dots.length && dots[i] < that.dots[j]) {
                boolean dead = join.right().contains(dots[i]);
                changed |= dead;
                if (!dead) {
                    gathered.add(dots[i], contents[i]);
                }
                i++;
            } else if (i == dots.length || that.dots[j] < dots[i]) {
                if (!join.left().contains(that.dots[j])) {
                    changed = true;
                    gathered.add(that.dots[j], that.contents[j]);
                }
                j++;
            } else {
                Content joined = contents[i].join(that.contents[j]);
                changed |= joined != contents[i];
                gathered.add(dots[i], joined);
                i++;
                j++;
            }
        }
        return changed ? gathered.toStoreOrNull() : this;
    }

    @Override
    @Nullable
    DotStore filter(Realm realm, Keeps keeps) {
        return filter(keeps);
    }

    private @Nullable DotStore filter(Keeps keeps) {
        Gathered kept = new Gathered(dots.length);
        for (int i = 0; i < dots.length; i++) {
            if (keeps.test(dots[i], contents[i])) {
                kept.add(dots[i], contents[i]);
            }
        }
        return kept.size == dots.length ? this : kept.toStoreOrNull();
    }

    @Override
    Change changeFrom(@Nullable DotStore base, Difference difference) {
        Dots that = (Dots) base;
        Gathered news = new Gathered(dots.length);
        for (int i = 0; i < dots.length; i++) {
            Content known = that == null ? null : that.find(dots[i]);
            Content newer = known == null ? contents[i] : contents[i].deltaFrom(known);
            if (newer != null && (known != null || !difference.base().contains(dots[i]))) {
                news.add(dots[i], newer);
            }
        }
        DotStore removed = that == null
                ? null
                : that.filter((dot, content) -> difference.mine().contains(dot) && Arrays.binarySearch(dots, dot) < 0);
        return new Change(news.toStoreOrNull(), removed == null ? null : ((Dots) removed).bare());
    }

    @Override
    @Nullable
    DotStore names(Realm realm, CausalContext seen) {
        DotStore named = filter((dot, content) -> seen.contains(dot));
        return named == null ? null : ((Dots) named).bare();
    }

    @Override
    DotStore renewed(Realm realm, Author author) {
        int index = realm.index(author.replica());
        List<Long> newDots = new ArrayList<>(dots.length);
        List<Content> newContents = new ArrayList<>(dots.length);
        for (Content content : contents) {
            content.renew(author::nextSequence, (sequence, written) -> {
                newDots.add(Realm.pack(index, sequence));
                newContents.add(written);
            });
        }
        return ofAll(newDots.stream().mapToLong(Long::longValue).toArray(), newContents.toArray(new Content[0]));
    }

    private Dots bare() {
        Content[] here = new Content[dots.length];
        Arrays.fill(here, Presence.HERE);
        return new Dots(dots, here);
    }

    @Override
    @Nullable
    DotStore without(Realm realm, DotStore names) {
        return names instanceof Dots named ? filter((dot, content) -> named.find(dot) == null) : this;
    }

    @Override
    public void forEachDot(LongConsumer action) {
        for (long dot : dots) {
            action.accept(dot);
        }
    }

    @Override
    int levels() {
        return 0;
    }

    @Override
    DotStore in(Realm source, Realm target) {
        long[] movedDots = new long[dots.length];
        Content[] movedContents = new Content[dots.length];
        for (int i = 0; i < dots.length; i++) {
            movedDots[i] = target.pack(source.unpack(dots[i]));
            movedContents[i] = contents[i].in(target);
        }
        return ofAll(movedDots, movedContents);
    }

    @Override
    void weigh(Budget budget) {
        for (int i = 0; i < dots.length && !budget.exceeded(); i++) {
            weigh(dots[i], contents[i], budget);
        }
    }

    @Override
    Iterable<DotStore> split(Budget budget) {
        List<DotStore> pieces = new ArrayList<>();
        Dots piece = null;
        budget.reset();
        for (int i : inDotOrder(budget.realm())) {
            for (Content part : contents[i].split((int) Math.max(1, budget.limit() - 2 * Budget.DOT_BYTES))) {
                weigh(dots[i], part, budget);
                if (piece != null && (budget.exceeded() || piece.find(dots[i]) != null)) {
                    pieces.add(piece);
                    piece = null;
                    budget.reset();
                    weigh(dots[i], part, budget);
                }
                piece = piece == null ? of(dots[i], part) : piece.with(dots[i], part);
            }
        }
        pieces.add(Objects.requireNonNull(piece, "a store is never empty"));
        return pieces;
    }

    /** Counts a dot's bytes. */
    static void weigh(long dot, Content content, Budget budget) {
        budget.useDot(dot);
        budget.use(content.weight());
    }

    /** Returns the places of the dots by replica id: pieces come in one order everywhere. */
    private List<Integer> inDotOrder(Realm realm) {
        List<Integer> places = new ArrayList<>(dots.length);
        for (int i = 0; i < dots.length; i++) {
            places.add(i);
        }
        places.sort((left, right) -> realm.compare(dots[left], dots[right]));
        return places;
    }

    @Override
    public long dots() {
        return dots.length;
    }

    @Override
    public long laneA(Realm realm, long path) {
        return lanes(realm, path).a;
    }

    @Override
    public long laneB(Realm realm, long path) {
        return lanes(realm, path).b;
    }

    /** Returns both lanes; a store is under one path, mostly, so that they are taken once. */
    private Lanes lanes(Realm realm, long path) {
        Lanes known = lanes;
        if (known != null && known.path == path) {
            return known;
        }
        long a = 0;
        long b = 0;
        for (int i = 0; i < dots.length; i++) {
            a += laneA(realm, path, i);
            b += laneB(realm, path, i);
        }
        Lanes taken = new Lanes(path, a, b);
        lanes = taken;
        return taken;
    }

    private long laneA(Realm realm, long path, int index) {
        Content content = contents[index];
        return content == Presence.HERE ? realm.dotLaneA(path, dots[index]) : content.laneA(realm, path, dots[index]);
    }

    private long laneB(Realm realm, long path, int index) {
        Content content = contents[index];
        return content == Presence.HERE ? realm.dotLaneB(path, dots[index]) : content.laneB(realm, path, dots[index]);
    }

    /** Takes the lanes from those of the store that this one comes from, where they differ: most contents are the same. */
    void digestAfter(Dots before, Realm realm, long path) {
        Lanes known = before.lanes;
        if (known == null || known.path != path || lanes != null) {
            return;
        }
        long a = known.a;
        long b = known.b;
        int i = 0;
        int j = 0;
        while (i < dots.length || j < before.dots.length) {
            boolean mine = j == before.dots.length || i < dots.length && dots[i] <= before.dots[j];
            boolean theirs = i == dots.length || j < before.dots.length && before.dots[j] <= dots[i];
            if (!(mine && theirs && contents[i] == before.contents[j])) {
                a += (mine ? laneA(realm, path, i) : 0) - (theirs ? before.laneA(realm, path, j) : 0);
                b += (mine ? laneB(realm, path, i) : 0) - (theirs ? before.laneB(realm, path, j) : 0);
            }
            i += mine ? 1 : 0;
            j += theirs ? 1 : 0;
        }
        lanes = new Lanes(path, a, b);
    }
}
