package io.latticework.examples.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One write to the record of a machine.
 *
 * @param machine the key of the record
 * @param kind what is written
 * @param name the register's field, or the tag; of no meaning for a boot
 * @param value the register's value; of no meaning for the others
 */
record Write(String machine, Kind kind, String name, String value) {
    /** What is written. */
    enum Kind {
        /** A register under a field. */
        FIELD,
        /** An element of the set of tags. */
        TAG,
        /** The counter of boots, one up. */
        BOOT
    }

    static Write field(String machine, String name, String value) {
        return new Write(machine, Kind.FIELD, name, value);
    }

    static Write tag(String machine, String tag) {
        return new Write(machine, Kind.TAG, tag, "");
    }

    static Write boot(String machine) {
        return new Write(machine, Kind.BOOT, "", "");
    }

    ObjectNode request() {
        return switch (kind) {
            case FIELD ->
                PeerProcess.request("put")
                        .put("key", machine)
                        .put("field", name)
                        .put("value", value);
            case TAG ->
                PeerProcess.request("add")
                        .put("key", machine)
                        .put("field", "tags")
                        .put("value", name);
            case BOOT -> PeerProcess.request("inc").put("key", machine).put("field", "boots");
        };
    }
}
