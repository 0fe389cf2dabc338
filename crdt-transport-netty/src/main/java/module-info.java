/** Moves the frames of replicas over TCP. */
module io.latticework.transport.netty {
    requires transitive io.latticework.sync;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports io.latticework.transport.netty;
}
