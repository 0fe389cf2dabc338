package io.latticework.crdt.causal;

/**
 * 128 bits over a state, its causal context included. Under one hash seed equal states have equal digests, and
 * different states have different ones but for a chance of about 2^-128; the digest is no defence against a member
 * that knows the seed and forges on purpose.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Digest(long high, long low) {
    /** The digest's 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
