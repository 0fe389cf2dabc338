package io.latticework.benchmarks.replication;

import io.latticework.sync.Replica;
import java.util.Locale;

/** What differs: entries of 100 bytes, each a key of its own or all of them in one. */
enum Entries {
    /** Keys of 16 characters, each with a register whose value has 84. */
    KEYS {
        @Override
        void put(Replica replica, int number, int version) {
            replica.lwwRegister(text(16, number, 0), String.class).set(text(84, number, version));
        }
    },
    /** Elements of 100 characters in one set; another version is another element. */
    ELEMENTS {
        @Override
        void put(Replica replica, int number, int version) {
            replica.orSet("set", String.class).add(text(100, number, version));
        }
    };

    static final int BYTES = 100;
    private static final int VERSIONS = 10_000;

    abstract void put(Replica replica, int number, int version);

    private static String text(int length, int number, int version) {
        return String.format(Locale.ROOT, "%0" + length + "d", (long) number * VERSIONS + version);
    }
}
