package io.latticework.sync.spi;

/**
 * Moves frames between replicas. A link carries frames in order, each whole or not at all, or it closes; what a frame
 * holds is no concern of the transport's.
 */
public interface Transport {
    /**
     * Starts to accept links and hands them, and what comes over them, to a receiver.
     *
     * @param receiver may be called from any thread, for one link by one thread at a time
     * @throws io.latticework.sync.SyncException if the transport cannot start, for instance because the port is taken
     */
    Endpoint open(Receiver receiver);

    /** An open transport. */
    interface Endpoint extends AutoCloseable {
        /** Returns the address at which others reach this replica. */
        String address();

        /** Tries once to open a link; the receiver hears how it went. */
        void dial(String address);

        /** Closes all links and accepts no more. */
        @Override
        void close();
    }

    /** A link to another replica. */
    interface Link {
        /** Returns the other side's address, for people. */
        String address();

        /** Returns whether a further frame would not just add to what waits. */
        boolean isWritable();

        /** Sends a frame; after closing, does nothing. */
        void send(byte[] frame);

        /** Closes the link. */
        void close();
    }

    /** Hears of links. */
    interface Receiver {
        /**
         * A link is open.
         *
         * @param dialed the address that was dialed for it, empty if the other side dialed
         */
        void linked(Link link, String dialed);

        /** A dialed link did not open. */
        void unreachable(String address, String reason);

        /** A frame has come. */
        void received(Link link, byte[] frame);

        /** A link has closed, by either side or by the network. */
        void closed(Link link, String reason);
    }
}
