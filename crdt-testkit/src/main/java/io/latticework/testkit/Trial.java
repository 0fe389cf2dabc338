package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.testkit.law.BrokenLaw;
import io.latticework.testkit.law.Law;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One history with which groups of laws are tried. The fleet whose states they examine is made once. */
final class Trial<S extends Crdt<S>> {
    private final CrdtType<S> type;
    private final Promises<S> promises;
    private final History<S> history;
    private @Nullable Fleet<S> fleet;

    Trial(CrdtType<S> type, Promises<S> promises, History<S> history) {
        this.type = type;
        this.promises = promises;
        this.history = history;
    }

    /** Checks some laws; what breaks shows the history. */
    void check(Consumer<Trial<S>> laws) {
        try {
            laws.accept(this);
        } catch (BrokenLaw broken) {
            throw broken.in(history.toString());
        } catch (RuntimeException thrown) {
            throw new BrokenLaw(Law.NOTHING_THROWS, "  " + thrown + "\n" + history, thrown);
        }
    }

    /** Returns an examination of the states, the same at every call whatever was examined before. */
    Examination<S> examination() {
        if (fleet == null) {
            fleet = Fleet.after(history, type);
        }
        return new Examination<>(type, promises, fleet, history.choices());
    }

    Outcome<S> outcome() {
        return new Outcome<>(type, promises, history);
    }
}
