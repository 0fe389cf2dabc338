package io.latticework.sync.internal.keyspace;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A gate that many threads pass at once and one at a time closes, as with a lock for readers and writers, except that
 * threads which pass share no memory that any of them writes: each has a mark of its own, and who closes looks at all of
 * them. Passing is a few nanoseconds whatever the number of threads; closing takes longer the more threads pass.
 *
 * <p>Who has closed the gate passes it, and closes it again, freely. Who is passing it may pass it once more, and must not
 * close it.
 *
 * @see <a href="https://doi.org/10.1145/2442516.2442532">Calciu, Dice, Lev, Luchangco, Marathe, Shavit: NUMA-Aware
 *     Reader-Writer Locks, 2013, on distributed read indicators</a>
 */
final class Gate {
    private static final int SPINS = 200;

    private final ReentrantLock closing = new ReentrantLock();
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("ThreadLocalUsage") // a thread has one mark for each gate, as long as there is the gate
    private final ThreadLocal<Mark> mine = ThreadLocal.withInitial(this::newMark);
    /** Who has closed the gate, or waits for others to have passed. */
    private volatile @Nullable Thread closer;

    /** How deep a thread is in. Only the thread itself writes it, in the middle of an array, alone on its cache line. */
    private static final class Mark {
        private static final int MIDDLE = 24;

        final Thread owner = Thread.currentThread();
        private final AtomicIntegerArray depth = new AtomicIntegerArray(2 * MIDDLE);

        int depth() {
            return depth.get(MIDDLE);
        }

        void depth(int deep) {
            depth.set(MIDDLE, deep);
        }
    }

    private Mark newMark() {
        Mark mark = new Mark();
        marks.add(mark);
        return mark;
    }

    /** Waits until the gate is open and goes in; {@link #leave} follows. */
    void enter() {
        Mark mark = mine.get();
        int depth = mark.depth();
        mark.depth(depth + 1); // a volatile write: either it is seen by who closes, or the closer is seen below
        Thread waiting = closer;
        if (waiting != null && depth == 0 && waiting != mark.owner) {
            enterLate(mark);
        }
    }

    private void enterLate(Mark mark) {
        out(mark, 0);
        closing.lock();
        try {
            mark.depth(1);
        } finally {
            closing.unlock();
        }
    }

    /** Goes out. */
    void leave() {
        Mark mark = mine.get();
        out(mark, mark.depth() - 1);
    }

    private void out(Mark mark, int depth) {
        mark.depth(depth);
        Thread waiting = closer;
        if (waiting != null && depth == 0) {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Closes the gate and waits until nobody else is in; {@link #open} follows.
     *
     * @throws IllegalStateException if this thread is passing the gate
     */
    void close() {
        closing.lock();
        if (closing.getHoldCount() > 1) {
            return;
        }
        if (mine.get().depth() > 0) {
            closing.unlock();
            throw new IllegalStateException("A batch within a write: start the batch first, and write inside of it");
        }
        closer = Thread.currentThread();
        marks.removeIf(mark -> !mark.owner.isAlive());
        for (Mark mark : marks) {
            await(mark);
        }
    }

    private void await(Mark mark) {
        boolean interrupted = false;
        for (int spin = 0; mark.depth() > 0; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the gate that this thread has closed. */
    void open() {
        if (closing.getHoldCount() == 1) {
            closer = null;
        }
        closing.unlock();
    }
}
