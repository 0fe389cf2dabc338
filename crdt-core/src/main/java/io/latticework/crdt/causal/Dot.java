package io.latticework.crdt.causal;

/**
 * The name of one write: the {@code sequence}-th of its replica. A dot is minted once, lives at one path, and has one
 * content for ever.
 *
 * @param replica who wrote
 * @param sequence 1 to {@link #MAX_SEQUENCE}
 */
public record Dot(ReplicaId replica, long sequence) implements Comparable<Dot> {
    /** The last sequence number of an incarnation: 40 bits, about 34,000 years at one write a second. */
    public static final long MAX_SEQUENCE = (1L << 40) - 1;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the sequence is out of range
     */
    public Dot {
        if (sequence < 1 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("A sequence is 1 to " + MAX_SEQUENCE + ", not " + sequence);
        }
    }

    /** Returns the dot of a replica and a sequence number. */
    public static Dot of(ReplicaId replica, long sequence) {
        return new Dot(replica, sequence);
    }

    @Override
    public int compareTo(Dot other) {
        int byReplica = replica.compareTo(other.replica);
        return byReplica != 0 ? byReplica : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return replica + ":" + sequence;
    }
}
