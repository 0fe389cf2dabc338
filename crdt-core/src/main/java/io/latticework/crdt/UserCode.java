package io.latticework.crdt;

import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.util.function.Supplier;

/** Calls of users' codecs, which may fail on foreign bytes as they like. */
final class UserCode {
    private UserCode() {}

    /**
     * Returns what a codec decodes.
     *
     * @param name what failed, for the message
     * @throws CrdtException as the codec throws it, or in place of whatever else it throws
     */
    static <T> T decoded(String name, Supplier<T> decode) {
        try {
            return decode.get();
        } catch (CrdtException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DecodeException(Reason.MALFORMED, "the codec of " + name + " failed: " + e, e);
        }
    }
}
