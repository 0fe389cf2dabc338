package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Stamps;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of a counter's dot: what its writer added under this dot, and what it folded in from older dots of the
 * same line. It grows until its dot leaves the process, never after.
 *
 * @param line the sequence number of the line's first dot
 * @param up increments made under this dot
 * @param down decrements made under this dot
 * @param folded older segments of the line that this one took over
 */
record Segment(long line, long up, long down, Folded folded) implements Content {
    /**
     * Older segments of a line, summed: those of one chain. Each segment that folds takes over one other, with all that this
     * one had taken over; a chain is what was so taken over one after the other.
     *
     * @param up their increments
     * @param down their decrements
     * @param upTo the greatest sequence number among them, 0 if there are none
     * @param chain the least sequence number among them, 0 if there are none
     */
    record Folded(long up, long down, long upTo, long chain) {
        static final Folded NONE = new Folded(0, 0, 0, 0);

        Folded join(Folded that) {
            if (upTo != that.upTo) {
                return upTo > that.upTo ? this : that;
            }
            return new Folded(Math.max(up, that.up), Math.max(down, that.down), upTo, Math.max(chain, that.chain));
        }
    }

    /** Returns the sequence number of the first segment of the chain that this one, under its own, ends. */
    long chain(long sequence) {
        return folded.upTo == 0 ? sequence : folded.chain;
    }

    /** Returns this segment with more added under its dot. */
    Segment plus(long moreUp, long moreDown) {
        return new Segment(line, Sums.add(up, moreUp), Sums.add(down, moreDown), folded);
    }

    /** One dot is of one line; should a faulty writer break that, the greater line stays, on all replicas alike. */
    @Override
    public Content join(Content other) {
        Segment that = (Segment) other;
        if (line != that.line) {
            return line > that.line ? this : that;
        }
        Segment joined = new Segment(line, Math.max(up, that.up), Math.max(down, that.down), folded.join(that.folded));
        return joined.equals(this) ? this : joined;
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        return base.join(this) == base ? null : this;
    }

    @Override
    public long laneA(Realm realm) {
        return realm.laneA(realm.laneA(line, up, down), realm.laneA(folded.up, folded.down, folded.upTo), folded.chain);
    }

    @Override
    public long laneB(Realm realm) {
        return realm.laneB(realm.laneB(line, up, down), realm.laneB(folded.up, folded.down, folded.upTo), folded.chain);
    }

    /** Starts lines of the new author's: one with what was added under this dot, one with what was folded in. */
    @Override
    public void renew(LongSupplier mint, Renewed written) {
        renew(mint, up, down, written);
        if (folded.upTo > 0) {
            renew(mint, folded.up, folded.down, written);
        }
    }

    private static void renew(LongSupplier mint, long up, long down, Renewed written) {
        long sequence = mint.getAsLong();
        written.accept(sequence, new Segment(sequence, up, down, Folded.NONE));
    }

    @Override
    public int weight() {
        return 66;
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        out.writeVarint(line).writeVarint(up).writeVarint(down).writeVarint(folded.upTo);
        if (folded.upTo > 0) {
            out.writeVarint(folded.up).writeVarint(folded.down).writeVarint(folded.chain);
        }
    }

    static Segment read(ByteReader in, long sequence, boolean decrements) {
        long line = in.readVarint(sequence);
        long up = in.readVarint(Long.MAX_VALUE);
        long down = in.readVarint(Long.MAX_VALUE);
        long upTo = in.readVarint(sequence - 1);
        Folded folded = upTo == 0
                ? Folded.NONE
                : new Folded(in.readVarint(Long.MAX_VALUE), in.readVarint(Long.MAX_VALUE), upTo, in.readVarint(upTo));
        if (line == 0 || upTo != 0 && folded.chain < line || !decrements && (down != 0 || folded.down != 0)) {
            throw in.malformed("A counter segment contradicts itself");
        }
        return new Segment(line, up, down, folded);
    }

    @Override
    public Content in(Realm target) {
        return this;
    }
}
