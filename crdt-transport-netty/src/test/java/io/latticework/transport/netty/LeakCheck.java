package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which Netty found a buffer that nobody released. Netty's paranoid mode looks at each buffer, but
 * only logs; and it only logs when it makes another buffer after the lost one was collected.
 */
final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final int ROUNDS = 3;

    @Override
    public void beforeAll(ExtensionContext context) {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        assertThat(RecordedLog.EVERYTHING.isStarted()).isTrue();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            collectGarbage();
            UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
            UnpooledByteBufAllocator.DEFAULT.heapBuffer(1).release();
        }
        assertThat(RecordedLog.EVERYTHING.lines("LEAK")).isEmpty();
    }

    /** Waits until what nobody refers to any more has been seen to be garbage. */
    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> lost = new PhantomReference<>(new Object(), queue);
        do {
            System.gc();
        } while (queue.remove(1_000) != lost);
    }
}
