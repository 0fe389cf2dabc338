package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Arrays;

/**
 * The author during one write. It remembers the dots that were minted, so that those of a write which failed or was thrown
 * away are counted as seen and dead: the replica's own sequence never has a gap.
 */
final class RecordingAuthor implements Author {
    private static final long[] NONE = {};

    private final Author author;
    private long[] minted = NONE;
    private int count;

    RecordingAuthor(Author author) {
        this.author = author;
    }

    /** Returns a context that has the minted dots too. */
    CausalContext complete(CausalContext context) {
        CausalContext complete = context;
        int index = context.realm().index(replica());
        for (int i = 0; i < count; i++) {
            complete = complete.plus(Realm.pack(index, minted[i]));
        }
        return complete;
    }

    @Override
    public ReplicaId replica() {
        return author.replica();
    }

    @Override
    public long nextSequence() {
        long next = author.nextSequence();
        if (count == minted.length) {
            minted = Arrays.copyOf(minted, count == 0 ? 1 : count * 2); // nearly all writes mint one
        }
        minted[count++] = next;
        return next;
    }

    @Override
    public HybridTimestamp nextStamp(HybridTimestamp replaced) {
        return author.nextStamp(replaced);
    }

    @Override
    public void startLine(long line, long at) {
        author.startLine(line, at);
    }

    @Override
    public boolean continueLine(long line, long from, long to) {
        return author.continueLine(line, from, to);
    }

    @Override
    public boolean exposed(long sequence) {
        return author.exposed(sequence);
    }
}
