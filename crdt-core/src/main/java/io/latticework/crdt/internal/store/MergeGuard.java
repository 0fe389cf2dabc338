package io.latticework.crdt.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Who decides what becomes of a user's merge or codec that throws. Outside of a replica nobody does, and it is thrown on; a
 * replica's engine hears of it, and may want states that do not merge to lie side by side instead.
 *
 * <p>A guard holds for the tasks of one thread.
 */
public interface MergeGuard {
    /** Bears whatever a user's code throws. */
    MergeGuard PATIENT = new MergeGuard() {
        @Override
        public void threw(String type, Throwable cause) {}

        @Override
        public boolean holds(String type) {
            return true;
        }

        @Override
        public void held() {}
    };

    /** A user's code has thrown. */
    void threw(String type, Throwable cause);

    /** Tells whether states of a type that do not merge are to lie side by side. */
    boolean holds(String type);

    /** States lie side by side: some came, or did not merge. */
    void held();

    /** Tells the guard here, if there is one, that states lie side by side. */
    static void note() {
        MergeGuard guard = Guards.HERE.get();
        if (guard != null) {
            guard.held();
        }
    }

    /** Runs a task under a guard. */
    static void within(MergeGuard guard, Runnable task) {
        MergeGuard before = Guards.HERE.get();
        Guards.HERE.set(guard);
        try {
            task.run();
        } finally {
            if (before == null) {
                Guards.HERE.remove();
            } else {
                Guards.HERE.set(before);
            }
        }
    }

    /** Tells the guard here that a user's code has thrown; returns whether there is one. */
    static boolean hears(String type, Throwable cause) {
        MergeGuard guard = Guards.HERE.get();
        if (guard != null) {
            guard.threw(type, cause);
        }
        return guard != null;
    }

    /** Tells the guard here that a user's code has thrown, and returns whether it is to be borne. */
    static boolean bears(String type, Throwable cause) {
        MergeGuard guard = Guards.HERE.get();
        return hears(type, cause) && guard != null && guard.holds(type);
    }

    /** The guards of the threads. */
    final class Guards {
        private static final ThreadLocal<@Nullable MergeGuard> HERE = new ThreadLocal<>();

        private Guards() {}
    }
}
