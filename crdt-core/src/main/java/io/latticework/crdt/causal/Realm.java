package io.latticework.crdt.causal;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.latticework.crdt.error.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What values share that are to be merged cheaply: the hash seed that keys their digests and the order of their entries,
 * the table that interns replica ids, and the limits. Values made without one live in {@link #shared()}; merging values
 * of two realms rehashes one of them, O(n).
 *
 * <p>A <em>packed dot</em> is a dot in 64 bits, {@code index << 40 | sequence}, where the index is the replica id's place
 * in the table. It means something within one realm only and never reaches bytes, digests or an order that shows.
 *
 * <p>Thread-safe. The table is never emptied; it holds at most {@link #MAX_REPLICAS} ids, and codecs check limits before
 * they intern.
 */
public final class Realm {
    /** The most replica ids that one realm knows in its life: 2^20, about 150 MiB. */
    public static final int MAX_REPLICAS = 1 << 20;

    private static final int SEQUENCE_BITS = 40;
    private static final int RECENT = 16;
    private static final Realm SHARED = new Realm(0x4c61747469636577L, 0x6f726b2e73656564L, ValueLimits.DEFAULT);

    private final ValueLimits limits;
    private final Hasher64 keyHasher;
    private final Hasher128 contentHasher;
    private final long laneA;
    private final long laneB;
    private final long fingerprint;

    private final Map<ReplicaId, Integer> indices = new ConcurrentHashMap<>();
    private ReplicaId[] replicas = new ReplicaId[0];
    private long[] hashes = new long[0];
    private volatile int size;
    private final @Nullable Interned[] recent = new Interned[RECENT];
    private final LongAdder searches = new LongAdder();

    private Realm(long seedHigh, long seedLow, ValueLimits limits) {
        this.limits = limits;
        this.laneA = Mix.of(seedHigh);
        this.laneB = Mix.of(seedLow ^ laneA);
        this.keyHasher = Hashing.xxh3_64(Mix.of(laneA ^ seedLow));
        this.contentHasher = Hashing.xxh3_128(Mix.of(laneB + seedHigh));
        this.fingerprint = Mix.of(Mix.of(laneA, laneB, 0x66696e676572L));
    }

    /** Returns the process's default realm: a fixed, public seed and the default limits. */
    public static Realm shared() {
        return SHARED;
    }

    /**
     * Returns a new realm. Replicas that exchange values use the same seed, best derived from the cluster's secret.
     *
     * @param seedHigh the upper 64 bits of the seed
     * @param seedLow the lower 64 bits of the seed
     * @param limits how large values may grow
     */
    public static Realm of(long seedHigh, long seedLow, ValueLimits limits) {
        return new Realm(seedHigh, seedLow, limits);
    }

    /** Returns how large values may grow. */
    public ValueLimits limits() {
        return limits;
    }

    /** Returns 64 bits that differ between seeds and do not reveal them; values of two realms with one fingerprint mix. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Tells whether values of both realms have the same bytes and digests. */
    public boolean sameSeed(Realm other) {
        return this == other || fingerprint == other.fingerprint;
    }

    /**
     * Returns how often a merge had to search a whole value because a delta removed dots without naming their paths. It
     * stays at zero where deltas are joined in the order of their making or travel with their names.
     */
    public long searches() {
        return searches.sum();
    }

    /** Counts a search. */
    public void countSearch() {
        searches.increment();
    }

    /** Returns the number of interned replica ids. */
    public int size() {
        return size;
    }

    /**
     * Returns the index of a replica id, interning it if it is new.
     *
     * @throws LimitExceededException if the table is full
     */
    public int index(ReplicaId replica) {
        int slot = (int) replica.incarnation() & (RECENT - 1);
        Interned last = recent[slot];
        if (last != null && last.replica == replica) {
            return last.index;
        }
        Integer known = indices.get(replica);
        int index = known != null ? known : intern(replica);
        recent[slot] = new Interned(replica, index);
        return index;
    }

    /** An id that was asked for lately. A record's fields are final, so a data race hands it over whole or not at all. */
    private record Interned(ReplicaId replica, int index) {}

    /** Returns the index of a replica id, or -1 if this realm never met it. */
    public int indexIfKnown(ReplicaId replica) {
        Integer known = indices.get(replica);
        return known != null ? known : -1;
    }

    private synchronized int intern(ReplicaId replica) {
        Integer known = indices.get(replica);
        if (known != null) {
            return known;
        }
        int index = size;
        if (index == MAX_REPLICAS) {
            throw new LimitExceededException(
                    "realmReplicas", MAX_REPLICAS, index + 1L, "keep values of so many replicas in several realms");
        }
        if (index == replicas.length) {
            replicas = Arrays.copyOf(replicas, Math.max(16, index * 2));
            hashes = Arrays.copyOf(hashes, replicas.length);
        }
        replicas[index] = replica;
        long name = keyHasher.hashBytesToLong(replica.name().getBytes(StandardCharsets.UTF_8));
        hashes[index] = Mix.of(laneB, name, replica.incarnation());
        size = index + 1; // volatile write: publishes both arrays' slots
        indices.put(replica, index);
        return index;
    }

    /** Returns the replica id at an index. */
    public ReplicaId replica(int index) {
        awaitPublished(index);
        return replicas[index];
    }

    private long hash(int index) {
        awaitPublished(index);
        return hashes[index];
    }

    /**
     * Makes sure that an interned id is visible here, also to a thread that got a value through a data race: the volatile
     * read shows all ids below it, the lock shows the rest.
     */
    private void awaitPublished(int index) {
        if (index >= size) {
            synchronized (this) {
                if (index >= size) {
                    throw new IndexOutOfBoundsException("No replica id has index " + index);
                }
            }
        }
    }

    /** Packs a dot, interning its replica id. */
    public long pack(Dot dot) {
        return pack(index(dot.replica()), dot.sequence());
    }

    /** Packs a dot of an interned replica. */
    public static long pack(int index, long sequence) {
        return (long) index << SEQUENCE_BITS | sequence;
    }

    /** Compares packed dots as dots: by replica id, whatever its index, then by sequence number. */
    public int compare(long left, long right) {
        return indexOf(left) == indexOf(right)
                ? Long.compare(left, right)
                : replica(indexOf(left)).compareTo(replica(indexOf(right)));
    }

    /** Unpacks a dot. */
    public Dot unpack(long packed) {
        return new Dot(replica(indexOf(packed)), sequenceOf(packed));
    }

    /** Returns the replica's index of a packed dot. */
    public static int indexOf(long packed) {
        return (int) (packed >>> SEQUENCE_BITS);
    }

    /** Returns the sequence number of a packed dot. */
    public static long sequenceOf(long packed) {
        return packed & Dot.MAX_SEQUENCE;
    }

    /** Returns the keyed 64-bit hash that orders entries: XXH3-64 of the key's bytes. */
    public long hashKey(byte[] bytes, int offset, int length) {
        return keyHasher.hashBytesToLong(bytes, offset, length);
    }

    /** Returns the keyed 128-bit hash of some bytes (XXH3-128). */
    public Digest digest(byte[] bytes) {
        HashValue128 hash = contentHasher.hashBytesTo128Bits(bytes);
        return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** Returns the first digest lane of a dot at a path: a keyed mix of path hash, full replica id and sequence. */
    public long dotLaneA(long path, long dot) {
        return Mix.of(laneA, path, hash(indexOf(dot)), sequenceOf(dot));
    }

    /** Returns the second digest lane of a dot at a path. */
    public long dotLaneB(long path, long dot) {
        return Mix.of(laneB, path, hash(indexOf(dot)), sequenceOf(dot));
    }

    /** Returns the first digest lane of a run of dots of one replica. */
    long runLaneA(long first, long last) {
        return Mix.of(laneA + 1, hash(indexOf(first)), sequenceOf(first), sequenceOf(last));
    }

    /** Returns the second digest lane of a run of dots of one replica. */
    long runLaneB(long first, long last) {
        return Mix.of(laneB + 1, hash(indexOf(first)), sequenceOf(first), sequenceOf(last));
    }

    /** Returns the first digest lane of three words. */
    public long laneA(long first, long second, long third) {
        return Mix.of(~laneA, first, second, third);
    }

    /** Returns the second digest lane of three words. */
    public long laneB(long first, long second, long third) {
        return Mix.of(~laneB, first, second, third);
    }
}
