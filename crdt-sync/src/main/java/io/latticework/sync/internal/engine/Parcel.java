package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.message.Message.Delta;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delta for all peers with one base, cut into pieces if it is large. Each piece is made when the first peer can take it,
 * encoded once for all, and forgotten when the last one has taken it.
 */
final class Parcel {
    /** So many frames at most make a piece, which is joined as a whole. */
    private static final int PIECE_FRAMES = 16;

    private final Packer packer;
    private final long position;
    private final Iterator<Causal> rest;
    /** What the next piece is to have: stays, should the encoding throw. */
    private final List<Causal> gathered = new ArrayList<>();

    Parcel(Packer packer, long position, Causal delta) {
        this.packer = packer;
        this.position = position;
        this.rest = packer.parts(delta);
    }

    /** Returns the next piece of all, {@code null} if there is none. */
    @Nullable
    Piece nextPiece() {
        while (gathered.size() < PIECE_FRAMES && rest.hasNext()) {
            gathered.add(rest.next());
        }
        if (gathered.isEmpty()) {
            return null;
        }
        Piece piece = new Piece(this, List.copyOf(gathered));
        gathered.clear();
        return piece;
    }

    /** Some frames that are sent and joined together. */
    static final class Piece {
        private final Parcel parcel;
        private final List<Causal> parts;
        private final List<Delta> frames;
        private final long bytes;
        private @Nullable Piece next;
        private boolean isNextKnown;

        Piece(Parcel parcel, List<Causal> parts) {
            this.parcel = parcel;
            this.parts = parts;
            this.frames = parcel.packer.frames(parcel.packer.nextNumber(), parts);
            this.bytes =
                    frames.stream().mapToLong(frame -> frame.piece().length).sum();
        }

        /** Returns the flush that this is of. */
        long position() {
            return parcel.position;
        }

        /** Returns the number under which it is sent. */
        long number() {
            return frames.get(0).number();
        }

        /** Returns what it is made of. */
        List<Causal> parts() {
            return parts;
        }

        /** Returns the frames. */
        List<Delta> frames() {
            return frames;
        }

        /** Returns how many bytes the encoded parts have. */
        long bytes() {
            return bytes;
        }

        /** Returns the piece after this one, {@code null} if it is the last. */
        @Nullable
        Piece next() {
            if (!isNextKnown) {
                next = parcel.nextPiece();
                isNextKnown = true;
            }
            return next;
        }
    }
}
