package io.latticework.transport.netty;

import io.latticework.sync.spi.Transport.Link;
import io.latticework.sync.spi.Transport.Receiver;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A link over one TCP connection. Its receiver hears {@code linked} first and {@code closed} last, each once, on the
 * connection's event loop. Any thread may send and close.
 */
final class NettyLink implements Link {
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(Settings.LINGER_MILLIS);

    private final Channel channel;
    private final HostPort other;
    private final String dialed;
    private final Receiver receiver;
    private final Settings settings;
    private final Journal journal;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long progressNanos; // when a frame last went out, or began to wait with none before it
    private boolean linked; // on the event loop only, as ended
    private boolean ended;

    // checkstyle:off ParameterNumber because a link is where all of them meet
    NettyLink(Channel channel, HostPort other, String dialed, Receiver receiver, Settings settings, Journal journal) {
        this.channel = channel;
        this.other = other;
        this.dialed = dialed;
        this.receiver = receiver;
        this.settings = settings;
        this.journal = journal;
    }
    // checkstyle:on ParameterNumber

    @Override
    public String address() {
        return other.toString();
    }

    @Override
    public boolean isWritable() {
        return !closed.get() && channel.isWritable();
    }

    /** Sends a frame. What cannot be sent closes the link: one that is too long, or one more than may wait. */
    @Override
    public void send(byte[] frame) {
        if (closed.get()) {
            return;
        }
        if (frame.length == 0 || frame.length > settings.frameBytes()) {
            abort(new Refusal(TransportCount.FRAMES_TOO_LARGE, tooLarge(frame.length)));
            return;
        }
        long bytes = (long) Frames.HEADER_BYTES + frame.length;
        long queued = queuedBytes.addAndGet(bytes);
        if (queued > settings.queuedBytes()) {
            queuedBytes.addAndGet(-bytes);
            abort(new Refusal(TransportCount.QUEUES_OVERFLOWED, overflow()));
            return;
        }
        if (queued == bytes) {
            progressNanos = System.nanoTime();
        }
        channel.writeAndFlush(Frames.encode(channel.alloc(), frame)).addListener(done -> {
            progressNanos = System.nanoTime();
            queuedBytes.addAndGet(-bytes);
        });
    }

    private String tooLarge(int length) {
        return "a frame to send has 1 to " + settings.frameBytes() + " bytes, not " + length
                + "; NettyTransport.withFrameBytes(...) allows more";
    }

    private String overflow() {
        return "the other side does not read, and more than " + settings.queuedBytes() + " bytes would wait for it";
    }

    /** Tells whether frames wait, and none went out for a time. */
    boolean isStalled(Duration time) {
        return queuedBytes.get() > 0 && System.nanoTime() - progressNanos >= time.toNanos();
    }

    /** Closes the link; what was sent before still goes out while the other side takes it, see {@link Settings}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onLoop(() -> {
                end("closed on this side");
                flushAndClose();
            });
        }
    }

    /** Closes the link at once because of a refusal. */
    void abort(Refusal refusal) {
        if (closed.compareAndSet(false, true)) {
            journal.refused(refusal.count(), other, String.valueOf(refusal.getMessage()));
            onLoop(() -> {
                end(String.valueOf(refusal.getMessage()));
                closeNow();
            });
        }
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            closeNow(); // the endpoint is closed already, and with it this link
        }
    }

    /**
     * Says that nothing more comes, and waits until the other side has said so too. Closing while its bytes are unread
     * would reset the connection, and take away what it has not read yet.
     */
    private void flushAndClose() {
        long start = System.nanoTime();
        progressNanos = start;
        long longest = TimeUnit.MILLISECONDS.toNanos(Settings.LONGEST_LINGER_MILLIS);
        Runnable check = () -> {
            long now = System.nanoTime();
            if (now - progressNanos >= LINGER_NANOS || now - start >= longest) {
                closeNow();
            }
        };
        Future<?> checks =
                channel.eventLoop().scheduleWithFixedDelay(check, LINGER_NANOS, LINGER_NANOS / 8, TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(done -> checks.cancel(false));
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (flushed.isSuccess() && channel instanceof DuplexChannel duplex) {
                var unusedOutput = duplex.shutdownOutput();
            } else {
                closeNow();
            }
        });
    }

    private void closeNow() {
        var unused = channel.close();
    }

    /** The connection is open. */
    void begin() {
        linked = true;
        journal.count(TransportCount.LINKS_OPENED);
        receiver.linked(this, dialed);
    }

    /** A frame has come. */
    void received(byte[] frame) {
        if (linked && !ended) {
            receiver.received(this, frame);
        }
    }

    /** The link has ended, for the first reason that is heard of. */
    void end(String reason) {
        closed.set(true);
        if (linked && !ended) {
            ended = true;
            journal.count(TransportCount.LINKS_CLOSED);
            receiver.closed(this, reason);
        }
    }

    @Override
    public String toString() {
        return "link to " + other;
    }
}
