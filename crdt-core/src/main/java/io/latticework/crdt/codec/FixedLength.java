package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;

/** The check that values of one length share. */
final class FixedLength {
    private FixedLength() {}

    static void check(String codec, int expected, int actual) {
        if (actual != expected) {
            throw new DecodeException(
                    DecodeException.Reason.MALFORMED, "A " + codec + " takes " + expected + " bytes, not " + actual);
        }
    }
}
