package io.latticework.testkit.sim;

import io.latticework.sync.internal.message.Protocol;
import java.util.Locale;

/**
 * Something that is done to a cluster at its time. Which node and what else, two numbers tell; a step that makes no sense,
 * such as a write at a node that is down, does nothing.
 *
 * @param millis when, from the start of the run
 * @param kind what
 * @param first the node's number
 * @param second more about it
 */
public record Step(int millis, Kind kind, int first, long second) {
    /** Newer than the usual version, which is not spoken any more. */
    static final int NEXT_VERSION = 2;

    private static final int VERSIONS = 16;
    /** The usual version and the one after. */
    static final int NEWER_LIBRARY = 2 + VERSIONS;
    /** The usual version and the one before. */
    static final int OLDER_LIBRARY = 1 + VERSIONS;
    /** The usual version alone. */
    static final int USUAL_VERSION = 1;

    /** What can be done. */
    public enum Kind {
        /** A node writes; second is the number of the operation. */
        WRITE,
        /** A node writes and waits for a confirmation; second is the number of the operation. */
        CONFIRM,
        /** A node makes some writes that stay or go together; second is the number of the operation. */
        BATCH,
        /** Frames from a node to another, the second, are lost. */
        CUT,
        /** They come through again. */
        JOIN,
        /** Nodes are divided: those whose bit is set in second, and the others. First is a bridge to both, -1 for none. */
        SPLIT,
        /** All cuts end. */
        HEAL,
        /** The links from a node to another, the second, close. */
        RESET,
        /** A node receives so many bytes per second, 0 for any number. */
        NARROW,
        /** A node takes so many microseconds for each task, until it starts anew. */
        SLOW,
        /** A node stands still for so many milliseconds. */
        PAUSE,
        /** A node ends at once. */
        CRASH,
        /** A node starts that is down. */
        START,
        /** A node's clock on the wall jumps by so many milliseconds. */
        JUMP,
        /** A node's store fails until the node starts anew: by 0 what it reports, by 1 an exception, by 2 an error. */
        DISK_FAIL,
        /** A node's store is full if second is 1, and has room again if it is 0. */
        DISK_FULL,
        /** A node ends, and of its store one less than so many records can be read when it starts again; 0 for all. */
        UNREADABLE,
        /** A node's store takes so many milliseconds for a request at most, 0 for the usual time. */
        SLOW_DISK,
        /** A node ends, and one bit changes in its store. */
        BIT_FLIP,
        /** A node ends, and its store shows the first bytes of what it was about to store. */
        TEAR,
        /** A copy of a node's disk starts beside it: second is a percentage of its requests, and 128 times the milliseconds. */
        CLONE,
        /** One of the next merges of users' values at a node throws: second is a kind, and 3 times the merges before. */
        FAIL_MERGE,
        /**
         * All nodes write one value of a user's type, with a poison: by 1 the node cannot merge it, by 2 not read it, by 3 nobody
         * can merge it; by 0 it is none any more.
         */
        POISON,
        /** A node starts anew with another version of the protocol, second modulo 16, and as many lower ones as second / 16. */
        VERSION,
        /** A node ends, and its store loses the last so many percent of its requests; noticed if the number is even. */
        ROLL_BACK,
        /** A node ends, and its store is lost. */
        WIPE;

        /** Tells whether this is something that users do, not a fault. */
        boolean isWrite() {
            return this == WRITE || this == CONFIRM || this == BATCH;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns the step that {@link #toString} has printed. */
    static Step parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("A step is MILLIS:KIND:FIRST:SECOND, not " + text);
        }
        Kind kind = Kind.valueOf(parts[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Step(Integer.parseInt(parts[0]), kind, Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
    }

    /** Tells whether the node may write under dots that it has forgotten, or that another process uses too. */
    boolean repeatsDots() {
        return kind == Kind.CLONE || kind == Kind.ROLL_BACK && second % 2 != 0;
    }

    /** Returns what the node speaks after a change of its version; a newer library has a feature that others do not know. */
    Protocol protocol() {
        int highest = (int) (second % VERSIONS);
        return new Protocol(highest - (int) (second / VERSIONS), highest, highest > USUAL_VERSION ? 1 : 0);
    }

    /** Returns this step at another time. */
    Step at(int otherMillis) {
        return new Step(otherMillis, kind, first, second);
    }

    @Override
    public String toString() {
        return millis + ":" + kind.text() + ":" + first + ":" + second;
    }
}
