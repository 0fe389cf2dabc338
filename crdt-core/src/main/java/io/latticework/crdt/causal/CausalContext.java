package io.latticework.crdt.causal;

import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.sort.Radix;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The set of dots that somebody has seen, dead ones included: it tells "not here because never seen" from "not here
 * because removed".
 *
 * <p><b>Form.</b> Sorted runs of consecutive dots. A replica whose dots are all known is one run, that is, an entry of a
 * version vector; gaps, which appear while pieces arrive out of order, make more runs and close again. Each run takes 16
 * bytes.
 *
 * <p><b>Cost.</b> {@link #contains} O(log r), {@link #plus}, {@link #union}, {@link #minus} O(r) for r runs; digest and
 * size O(1). <b>Bounds.</b> {@link ValueLimits#replicas()} and {@link ValueLimits#runs()}, above which a
 * {@link LimitExceededException} is thrown.
 *
 * <p>Immutable. The methods on packed dots (see {@link Realm}) are for code that walks stores.
 *
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018,
 *     section 7.2</a>
 */
public final class CausalContext {
    private final Realm realm;
    private final long[] firsts;
    private final long[] lasts;
    private final int replicas;
    private final long size;
    /** What the digest needs; made when somebody asks first, and the same whoever makes it. */
    private @Nullable Lanes lanes;

    CausalContext(Realm realm, long[] firsts, long[] lasts) {
        this.realm = realm;
        this.firsts = firsts;
        this.lasts = lasts;
        int owners = 0;
        long dots = 0;
        for (int i = 0; i < firsts.length; i++) {
            owners += i == 0 || Realm.indexOf(firsts[i - 1]) != Realm.indexOf(firsts[i]) ? 1 : 0;
            dots += lasts[i] - firsts[i] + 1;
        }
        this.replicas = owners;
        this.size = dots;
        checkLimits();
    }

    // checkstyle:off ParameterNumber because it sets all fields
    private CausalContext(Realm realm, long[] firsts, long[] lasts, int replicas, long size, Lanes lanes) {
        this.realm = realm;
        this.firsts = firsts;
        this.lasts = lasts;
        this.replicas = replicas;
        this.size = size;
        this.lanes = lanes;
        checkLimits();
    }
    // checkstyle:on ParameterNumber

    private void checkLimits() {
        if (replicas > realm.limits().replicas()) {
            throw new LimitExceededException("replicas", realm.limits().replicas(), replicas);
        }
        if (firsts.length > realm.limits().runs()) {
            throw new LimitExceededException("runs", realm.limits().runs(), firsts.length);
        }
    }

    /** Returns the context of one who has seen nothing. */
    public static CausalContext empty(Realm realm) {
        return new CausalContext(realm, new long[0], new long[0]);
    }

    /** Returns the context of some packed dots, in any order, duplicates allowed. O(n) where they lie close. */
    public static CausalContext ofPacked(Realm realm, long[] dots) {
        return ofRuns(realm, dots, dots, dots.length);
    }

    /**
     * Returns the context of some runs, in any order, which may overlap. O(n) where they lie close.
     *
     * @param firsts the first packed dot of each
     * @param lasts the last packed dot of each
     * @param size the number of runs; the arrays may be longer
     */
    public static CausalContext ofRuns(Realm realm, long[] firsts, long[] lasts, int size) {
        Runs runs = new Runs(realm, 16);
        for (int at : Radix.order(firsts, size, 0)) {
            runs.add(firsts[at], lasts[at]);
        }
        return runs.toContext();
    }

    /** Returns the context of some runs, each its first and last packed dot, as the other method does. */
    public static CausalContext ofRuns(Realm realm, List<long[]> runs) {
        long[] firsts = runs.stream().mapToLong(run -> run[0]).toArray();
        long[] lasts = runs.stream().mapToLong(run -> run[1]).toArray();
        return ofRuns(realm, firsts, lasts, firsts.length);
    }

    /** Returns the realm that the packed dots belong to. */
    public Realm realm() {
        return realm;
    }

    /** Returns the number of dots. */
    public long size() {
        return size;
    }

    /** Tells whether nothing was seen. */
    public boolean isEmpty() {
        return firsts.length == 0;
    }

    /** Returns the number of runs. */
    public int runs() {
        return firsts.length;
    }

    /** Returns the first packed dot of a run. */
    public long first(int run) {
        return firsts[run];
    }

    /** Returns the last packed dot of a run. */
    public long last(int run) {
        return lasts[run];
    }

    /** Returns the number of replica ids. */
    public int replicas() {
        return replicas;
    }

    /** Returns the first digest lane. */
    public long laneA() {
        if (isEmpty()) {
            return 0;
        }
        Lanes known = lanes();
        return known.closedA() + realm.runLaneA(firsts[known.open()], lasts[known.open()]);
    }

    /** Returns the second digest lane. */
    public long laneB() {
        if (isEmpty()) {
            return 0;
        }
        Lanes known = lanes();
        return known.closedB() + realm.runLaneB(firsts[known.open()], lasts[known.open()]);
    }

    private Lanes lanes() {
        Lanes known = lanes;
        if (known == null) {
            known = Lanes.of(realm, firsts, lasts);
            lanes = known;
        }
        return known;
    }

    /** Tells whether a dot was seen. */
    public boolean contains(Dot dot) {
        int index = realm.indexIfKnown(dot.replica());
        return index >= 0 && contains(Realm.pack(index, dot.sequence()));
    }

    /** Tells whether a packed dot was seen. */
    public boolean contains(long dot) {
        int run = runAtOrBefore(dot);
        return run >= 0 && dot <= lasts[run];
    }

    /** Tells whether all of another context's dots were seen. */
    public boolean containsAll(CausalContext other) {
        if (this == other) {
            return true;
        }
        if (other.size > size) {
            return false;
        }
        CausalContext local = other.in(realm);
        for (int i = 0; i < local.firsts.length; i++) {
            int run = runAtOrBefore(local.firsts[i]);
            if (run < 0 || local.lasts[i] > lasts[run]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the greatest sequence number seen of a replica, 0 if none. */
    public long lastSequence(ReplicaId replica) {
        int index = realm.indexIfKnown(replica);
        int run = index < 0 ? -1 : runAtOrBefore(Realm.pack(index, Dot.MAX_SEQUENCE));
        return run >= 0 && Realm.indexOf(lasts[run]) == index ? Realm.sequenceOf(lasts[run]) : 0;
    }

    /** Returns, for each replica, how far its dots were seen without a gap. */
    public VersionVector vector() {
        TreeMap<ReplicaId, Long> prefixes = new TreeMap<>();
        for (int i = 0; i < firsts.length; i++) {
            if (Realm.sequenceOf(firsts[i]) == 1) {
                prefixes.put(realm.replica(Realm.indexOf(lasts[i])), Realm.sequenceOf(lasts[i]));
            }
        }
        return new VersionVector(prefixes);
    }

    /** Returns this context with one more dot. */
    public CausalContext plus(Dot dot) {
        return plus(realm.pack(dot));
    }

    /** Returns this context with one more packed dot. */
    public CausalContext plus(long dot) {
        return plus(dot, dot);
    }

    /** Returns this context with a run of packed dots of one replica. */
    public CausalContext plus(long first, long last) {
        int before = runAtOrBefore(first);
        if (before >= 0 && last <= lasts[before]) {
            return this;
        }
        boolean touchesBefore = before >= 0 && first <= lasts[before] + 1;
        int from = touchesBefore ? before : before + 1;
        int to = before + 1;
        while (to < firsts.length && firsts[to] <= last + 1) {
            to++;
        }
        if (touchesBefore && to == from + 1) {
            return extended(from, last);
        }
        return spliced(from, to, touchesBefore ? firsts[from] : first, to == 0 ? last : Math.max(last, lasts[to - 1]));
    }

    /** Returns this context with a run that ends later, and still before the next one. */
    private CausalContext extended(int run, long last) {
        long[] newLasts = lasts.clone();
        newLasts[run] = last;
        Lanes known = lanes();
        Lanes grown = known;
        if (run != known.open()) {
            long a = laneA() - realm.runLaneA(firsts[run], lasts[run]);
            long b = laneB() - realm.runLaneB(firsts[run], lasts[run]);
            grown = new Lanes(run, a, b);
        }
        return new CausalContext(realm, firsts, newLasts, replicas, size + last - lasts[run], grown);
    }

    /** Returns this context with one run in the place of others. */
    private CausalContext spliced(int from, int to, long first, long last) {
        long newSize = size + last - first + 1;
        long a = laneA();
        long b = laneB();
        for (int i = from; i < to; i++) {
            newSize -= lasts[i] - firsts[i] + 1;
            a -= realm.runLaneA(firsts[i], lasts[i]);
            b -= realm.runLaneB(firsts[i], lasts[i]);
        }
        boolean known = to > from || sameReplica(from - 1, first) || sameReplica(to, first);
        long[] newFirsts = splice(firsts, from, to, first);
        long[] newLasts = splice(lasts, from, to, last);
        return new CausalContext(
                realm, newFirsts, newLasts, known ? replicas : replicas + 1, newSize, new Lanes(from, a, b));
    }

    private boolean sameReplica(int run, long dot) {
        return run >= 0 && run < firsts.length && Realm.indexOf(firsts[run]) == Realm.indexOf(dot);
    }

    private static long[] splice(long[] array, int from, int to, long value) {
        long[] result = new long[array.length - (to - from) + 1];
        System.arraycopy(array, 0, result, 0, from);
        result[from] = value;
        System.arraycopy(array, to, result, from + 1, array.length - to);
        return result;
    }

    /** Returns all dots of both contexts: {@code this} if it has them all, else the other if that does. */
    public CausalContext union(CausalContext other) {
        CausalContext local = other.in(realm);
        if (containsAll(local)) {
            return this;
        }
        if (local.containsAll(this)) {
            return local;
        }
        if (local.firsts.length == 1) {
            return plus(local.firsts[0], local.lasts[0]);
        }
        return RunSets.union(this, local);
    }

    /** Returns the dots of this context that the other has not. */
    public CausalContext minus(CausalContext other) {
        return RunSets.difference(this, other.in(realm));
    }

    /** Takes a run of packed dots. */
    @FunctionalInterface
    public interface RunConsumer {
        /** Takes the first and the last dot of a run. */
        void accept(long first, long last);
    }

    /** Shows the runs of those dots that the other context has not, in ascending order. */
    public void forEachRunBeyond(CausalContext other, RunConsumer action) {
        if (this != other) {
            RunSets.beyond(this, other.in(realm), action);
        }
    }

    /** Returns the dots that both contexts have. O(m log r) for m runs of the one and r, which are more, of the other. */
    public CausalContext intersection(CausalContext other) {
        return RunSets.intersection(this, other.in(realm));
    }

    /** Returns how many dots both contexts have, at the same cost. */
    public long intersectionSize(CausalContext other) {
        return RunSets.intersectionSize(this, other.in(realm));
    }

    /** Returns the same dots, packed for another realm. */
    public CausalContext in(Realm target) {
        if (realm == target) {
            return this;
        }
        long[] movedFirsts = new long[firsts.length];
        long[] movedLasts = new long[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            movedFirsts[i] = target.pack(realm.unpack(firsts[i]));
            movedLasts[i] = movedFirsts[i] + lasts[i] - firsts[i];
        }
        return ofRuns(target, movedFirsts, movedLasts, firsts.length);
    }

    /** Returns the last run that starts at or before a dot, -1 if there is none. */
    private int runAtOrBefore(long dot) {
        int low = 0;
        int high = firsts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle] <= dot) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other || !(other instanceof CausalContext that)) {
            return this == other;
        }
        CausalContext local = that.in(realm);
        return Arrays.equals(firsts, local.firsts) && Arrays.equals(lasts, local.lasts);
    }

    /** The same for equal contexts of different realms. O(r). */
    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < firsts.length; i++) {
            int owner = realm.replica(Realm.indexOf(firsts[i])).hashCode();
            hash += (owner * 31 + Long.hashCode(firsts[i] & Dot.MAX_SEQUENCE)) * 31
                    + Long.hashCode(lasts[i] & Dot.MAX_SEQUENCE);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < firsts.length; i++) {
            text.append(i == 0 ? "" : ", ").append(realm.unpack(firsts[i]));
            if (lasts[i] != firsts[i]) {
                text.append("..").append(Realm.sequenceOf(lasts[i]));
            }
        }
        return text.append('}').toString();
    }
}
