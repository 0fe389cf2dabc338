package io.latticework.transport.netty;

/** What a transport counts. */
enum TransportCount {
    /** Links opened, dialed by either side. */
    LINKS_OPENED,
    /** Links closed, by either side or by the network. */
    LINKS_CLOSED,
    /** Addresses dialed in vain. */
    DIALS_FAILED,
    /** Connections closed at once because too many were open. */
    CONNECTIONS_REFUSED,
    /** Links closed because a frame said that it is empty or too long; strangers of other protocols end here. */
    LENGTHS_REFUSED,
    /** Links closed because a frame was damaged. */
    CHECKSUMS_REFUSED,
    /** Links closed because no whole frame came for too long. */
    LINKS_IDLE,
    /** Links closed because the other side took no whole frame, of those that waited, for too long. */
    LINKS_STALLED,
    /** Links closed because more would have waited to be sent than may. */
    QUEUES_OVERFLOWED,
    /** Links closed because this side was to send a frame that the transport does not carry. */
    FRAMES_TOO_LARGE
}
