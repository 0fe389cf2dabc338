package io.latticework.crdt.causal;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where an author left its lines. They are kept in two generations: what is used moves to the younger one, and when that is
 * full the older one is forgotten. A line that is forgotten costs one more entry in its counter, never a write.
 *
 * <p>There is one object for a line, ever, so that of all forks only one goes on from a place. Thread-safe; a line that is
 * remembered goes on without a lock.
 */
final class Lines {
    /** How many lines one generation holds: both take about 6 MiB. */
    static final int GENERATION = 1 << 15;

    /** After so many uses in a row, a line is the one that is looked at first. */
    private static final int OFTEN = 16;

    private volatile Generations generations = new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /** The line that most likely is used next. */
    private volatile Line current = new Line(0);

    private record Generations(Map<Long, Line> young, Map<Long, Line> old) {}

    /** A line and where it was left. */
    private static final class Line extends AtomicLong {
        private static final long serialVersionUID = 1L;

        final long name;
        /** A guess: threads may overwrite each other's. */
        int uses;

        Line(long name) {
            this.name = name;
        }
    }

    /** Starts a line, or puts it elsewhere. */
    void start(long name, long at) {
        Line known = find(name);
        Line line = known == null ? young().computeIfAbsent(name, Line::new) : known;
        line.set(at);
        current = line;
    }

    /** Moves a line on, if it is remembered and still is where the caller saw it. */
    @CheckReturnValue
    boolean advance(long name, long from, long to) {
        Line last = current;
        if (last.name == name) {
            return last.compareAndSet(from, to);
        }
        Line line = find(name);
        if (line == null) {
            return false;
        }
        if (++line.uses % OFTEN == 0) {
            current = line;
        }
        return line.compareAndSet(from, to);
    }

    private @Nullable Line find(long name) {
        Generations now = generations;
        Line line = now.young.get(name);
        if (line == null) {
            line = now.old.get(name);
            if (line != null) {
                young().putIfAbsent(name, line);
            }
        }
        return line;
    }

    /** Returns the younger generation, which has room for at least one more. */
    private Map<Long, Line> young() {
        Generations now = generations;
        return now.young.size() < GENERATION ? now.young : next(now);
    }

    private synchronized Map<Long, Line> next(Generations full) {
        if (generations == full) {
            generations = new Generations(new ConcurrentHashMap<>(), full.young);
        }
        return generations.young;
    }
}
