package io.latticework.testkit.sim;

import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.MessageCodec;

/** Says for people what a frame is. */
final class FrameText {
    private FrameText() {}

    static String of(byte[] frame) {
        try {
            return text(MessageCodec.decode(frame)) + ", " + frame.length + " B";
        } catch (RuntimeException e) {
            return "unreadable, " + frame.length + " B"; // one that a test has tampered with
        }
    }

    private static String text(Message message) {
        String name = message.getClass().getSimpleName();
        if (message instanceof Delta delta) {
            return name + " " + delta.number();
        }
        return message instanceof Pulse pulse
                ? name + " " + brief(pulse.digest().high())
                : name;
    }

    /** Returns the first digits of a digest. */
    static String brief(long digest) {
        return String.format("%016x", digest).substring(0, 6);
    }
}
