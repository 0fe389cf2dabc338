package io.latticework.crdt.causal;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Who writes: a name that stays, and an incarnation that is new at every start which did not recover all that the
 * replica ever sent. Two writers never share an id; a reused one makes other replicas drop new writes as already seen.
 *
 * @param name 1 to 255 bytes of UTF-8 without control characters, the same over restarts
 * @param incarnation 64 random bits, drawn at each start
 */
public record ReplicaId(String name, long incarnation) implements Comparable<ReplicaId> {
    /** The most bytes that a name takes in UTF-8. */
    public static final int MAX_NAME_BYTES = 255;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is empty, too long, not valid Unicode or has control characters
     */
    public ReplicaId {
        if (!isShortAscii(name)) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            boolean lossless = new String(utf8, StandardCharsets.UTF_8).equals(name);
            if (utf8.length == 0
                    || utf8.length > MAX_NAME_BYTES
                    || !lossless
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("A replica name is 1 to " + MAX_NAME_BYTES
                        + " bytes of UTF-8 without control characters; this one has " + utf8.length);
            }
        }
    }

    /** Tells of most names at a glance that they are right. */
    private static boolean isShortAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME_BYTES;
    }

    /** Returns the id of a given incarnation. */
    public static ReplicaId of(String name, long incarnation) {
        return new ReplicaId(name, incarnation);
    }

    /**
     * Returns the id of a new incarnation.
     *
     * @param name the name that stays
     * @param entropy a source of 64 random bits, such as {@code new SecureRandom()::nextLong}
     */
    public static ReplicaId fresh(String name, LongSupplier entropy) {
        return new ReplicaId(name, entropy.getAsLong());
    }

    /** Orders by name (UTF-16 units), then by incarnation (unsigned): the order of dictionaries in encoded values. */
    @Override
    public int compareTo(ReplicaId other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Long.compareUnsigned(incarnation, other.incarnation);
    }

    @Override
    public String toString() {
        return name + "#" + Long.toHexString(incarnation);
    }
}
