package io.latticework.testkit.law;

/** The laws that every replicated type keeps. A failure names the law that it breaks. */
public enum Law {
    /** No operation on a reachable state throws. */
    NOTHING_THROWS("operations on reachable states throw nothing"),
    /** A state stays as it was, whatever is done with it later. */
    VALUES_STAY("values never change"),
    /** A mutation's result is above the state that it started from. */
    MUTATIONS_GROW("a mutation gives a state above the old one"),

    /** {@code a.merge(b)} and {@code b.merge(a)} are equal. */
    MERGE_COMMUTATIVE("merge is commutative"),
    /** {@code a.merge(b).merge(c)} and {@code a.merge(b.merge(c))} are equal. */
    MERGE_ASSOCIATIVE("merge is associative"),
    /** {@code a.merge(a)} is equal to {@code a}. */
    MERGE_IDEMPOTENT("merge is idempotent"),
    /** The empty state changes nothing, on either side. */
    MERGE_IDENTITY("merging with the empty state changes nothing"),
    /** {@code a.merge(b)} is the object {@code a} if {@code b} is below it. */
    MERGE_SAME_OBJECT("merge returns the same object when nothing is new"),

    /** Reflexive, symmetric, never equal to null or to another type, and equal states have equal hash codes. */
    EQUALS_CONTRACT("equals and hashCode keep their contract"),
    /** Two states are equal exactly when their digests are, and exactly when their canonical bytes are. */
    EQUALITY_AGREES("equals, digest and canonical bytes agree"),

    /** Whatever is encoded comes back equal, and with the same canonical bytes. */
    CODEC_ROUND_TRIP("decoding gives back what was encoded"),
    /** Encoding a state twice gives the same bytes. */
    CODEC_REPEATABLE("encoding twice gives the same bytes"),
    /** An equal state that came about in another way has the same bytes. */
    BYTES_CANONICAL("canonical bytes do not depend on how a state came about"),
    /** Bytes that are cut short, damaged or foreign give a {@code CrdtException} and nothing else. */
    BYTES_REFUSED("wrong bytes are refused with a CrdtException"),

    /** {@code x.merge(x.deltaFrom(base))} is {@code x}, for every base, also a wrong one. */
    DELTA_SAFE("a delta is below its state, whatever its base"),
    /** {@code p.merge(x.deltaFrom(base))} equals {@code p.merge(x)} for every {@code p} at or above the base. */
    DELTA_COMPLETE("a delta brings its base up to date"),
    /** {@code x.deltaFrom(y)} is empty if {@code y} has all that {@code x} has. */
    DELTA_EMPTY("a delta is empty when there is nothing to bring"),
    /** A delta takes at most 64 bytes, or what an empty state takes, and twice the bytes of the items that differ. */
    DELTA_SMALL("a delta is as small as the difference"),

    /** {@code x.merge(piece)} is {@code x} for every piece of {@code x}. */
    SPLIT_SAFE("a piece is below its state"),
    /** The pieces, joined in any order and any number of times, are the state. */
    SPLIT_COMPLETE("pieces join to the whole in any order"),
    /** No piece is larger than the bound, unless it is one item that is. */
    SPLIT_BOUNDED("pieces keep to the bound"),
    /** Two iterations give the same pieces, and the first piece can be had alone. */
    SPLIT_REPEATABLE("splitting twice gives the same pieces"),

    /** Replicas that have received everything are equal. */
    REPLICAS_CONVERGE("replicas that have received everything are equal"),
    /** States that one author made from one value in different ways merge to all that was written. */
    FORKS_KEEP_ALL("forks of one value merge without loss"),
    /** The value is what the model says for the events that the state has seen. */
    VALUE_AS_MODELLED("the value is as modelled"),

    /** A realm with the same seed gives the same bytes, whatever ids it met before. */
    REALM_BYTES("bytes depend on the realm's seed alone"),
    /** A realm with the same seed gives the same pieces in the same order, so that a seed replays everywhere. */
    REALM_PIECES("pieces and their order depend on the realm's seed alone"),
    /** A realm with another seed gives the same values. */
    REALM_VALUES("values do not depend on the realm");

    private final String sentence;

    Law(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the law as a sentence, as failures name it. */
    public String sentence() {
        return sentence;
    }
}
