package io.latticework.benchmarks;

import io.latticework.sync.spi.Transport;

/** A transport that reaches nobody: what is measured is the replica. */
public final class Unconnected implements Transport {
    /** Makes one. */
    public Unconnected() {}

    @Override
    public Endpoint open(Receiver receiver) {
        return new Endpoint() {
            @Override
            public String address() {
                return "nowhere";
            }

            @Override
            public void dial(String address) {
                receiver.unreachable(address, "not connected");
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
