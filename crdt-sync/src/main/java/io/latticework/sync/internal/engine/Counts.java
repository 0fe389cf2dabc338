package io.latticework.sync.internal.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What an engine has counted. Thread-safe. */
public final class Counts {
    /** What is counted. */
    public enum Count {
        /** Frames sent. */
        FRAMES_SENT,
        /** Bytes sent. */
        BYTES_SENT,
        /** Bytes of deltas sent. */
        DELTA_BYTES_SENT,
        /** Bytes of sessions sent. */
        SESSION_BYTES_SENT,
        /** Bytes of acks sent. */
        ACK_BYTES_SENT,
        /** Bytes of pulses sent. */
        PULSE_BYTES_SENT,
        /** Bytes of greetings and farewells sent. */
        HANDSHAKE_BYTES_SENT,
        /** Frames received. */
        FRAMES_RECEIVED,
        /** Bytes received. */
        BYTES_RECEIVED,
        /** Frames that were refused: no messages, or with values that break a rule. */
        FRAMES_REFUSED,
        /** Frames that were dropped because too many waited. */
        FRAMES_DROPPED,
        /** Frames refused because their sender brought too many replica ids that nobody here knew. */
        REPLICAS_REFUSED,
        /** Peers that showed writes of this replica that it never sent: its state was put back, or somebody writes as it. */
        IDENTITY_CONFLICTS,
        /** New incarnations taken while running. */
        INCARNATIONS,
        /** Greetings under a linked peer's name by another incarnation: it started anew, or two processes share the name. */
        NAMES_SHARED,
        /** Requests to the store to append. */
        STORE_APPENDS,
        /** Requests to the store to put the whole state in the place of all records. */
        STORE_FOLDS,
        /** Bytes stored. */
        STORE_BYTES,
        /** Failures of the store, after which the replica stops. */
        STORE_FAILURES,
        /** Records in the store that were damaged at the start: what only they held is lost here. */
        RECORDS_DAMAGED,
        /** Tasks of the engine that an exception or error has ended, such as one that a user's merge has thrown. */
        TASKS_FAILED,
        /** Calls of users' merges and codecs that threw in the engine. */
        MERGES_FAILED,
        /** Keys that were held because states under them did not merge. */
        KEYS_HELD,
        /** Links that were refused: another cluster, seed or version, a second link, one too many. */
        LINKS_REFUSED,
        /** Of these, those that no version of the protocol is common with, or that require what is not known here. */
        VERSIONS_REFUSED,
        /** Deltas sent. */
        DELTAS_SENT,
        /** Deltas sent again because no ack had come. */
        DELTAS_RETRANSMITTED,
        /** Deltas whose parts all arrived. */
        DELTAS_JOINED,
        /** Deltas with removals that could not be placed, because what they remove came by another way; a session follows. */
        DELTAS_UNSURE,
        /** Deltas dropped because a peer did not acknowledge; repair takes over. */
        DELTAS_DROPPED,
        /** Comparisons asked for: pulses that want an answer. */
        COMPARISONS,
        /** Sessions begun. */
        SESSIONS_BEGUN,
        /** Sessions that did not take place, because one with another peer brought the same. */
        SESSIONS_DECLINED,
        /** Sessions after which both sides knew each other's state. */
        SESSIONS_COMPLETED,
        /** Sessions that timed out, broke off, or in which the two sides came to different states. */
        SESSIONS_FAILED,
        /** Fillings begun: much was missing, and was drawn from several peers at once. */
        FILLINGS_BEGUN,
        /** Fillings after which all was here that the peers could bring. */
        FILLINGS_COMPLETED,
        /** Fillings that ended before, because no peer was left that could bring the rest. */
        FILLINGS_BROKEN,
        /** Peers that took part in fillings of this replica. */
        FILLING_SOURCES,
        /** Stretches that they were asked for, those asked for once more too. */
        STRETCHES_ASKED,
        /** Writes that came so. */
        WRITES_DRAWN,
        /** Changes that a busy listener was told together with others. */
        EVENTS_DRAWN_TOGETHER,
        /** Listeners that threw. */
        LISTENERS_FAILED
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    /** Starts at zero. */
    public Counts() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /** Counts one. */
    public void add(Count count) {
        add(count, 1);
    }

    /** Counts some. */
    public void add(Count count, long amount) {
        counts.getOrDefault(count, new LongAdder()).add(amount);
    }

    /** Returns a count. */
    public long get(Count count) {
        return counts.getOrDefault(count, new LongAdder()).sum();
    }
}
