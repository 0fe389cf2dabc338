package io.latticework.testkit.model;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one author, in the order of writing. Besides what each of them had seen, the model of a counter inside a
 * map needs to know what the author wrote before on whatever version, and between which of its events something left it.
 *
 * <p>Not thread-safe.
 */
public final class AuthorLog {
    private final ReplicaId author;
    private @Nullable Event last;
    private long exposures;

    private AuthorLog(ReplicaId author) {
        this.author = author;
    }

    /** Returns the log of an author who has written nothing. */
    public static AuthorLog of(ReplicaId author) {
        return new AuthorLog(author);
    }

    /**
     * Notes that what was written so far has left the author: a counter segment then grows no more, and the next
     * increment opens another.
     */
    public void expose() {
        exposures++;
    }

    /**
     * Records a write.
     *
     * @param effect what was written
     * @param stamp the last stamp that was minted for it, {@link HybridTimestamp#ZERO} if none
     * @param seen the events that the written state had seen
     */
    public Event write(Effect effect, HybridTimestamp stamp, Set<Event> seen) {
        Event event = new Event(new Event.Origin(author, last, exposures), effect, stamp, seen);
        last = event;
        return event;
    }
}
