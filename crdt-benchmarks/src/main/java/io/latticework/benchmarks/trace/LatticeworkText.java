package io.latticework.benchmarks.trace;

import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import java.util.ArrayList;
import java.util.List;

/** The text that is measured. */
final class LatticeworkText {
    private LatticeworkText() {}

    static Author author() {
        return Author.of(ReplicaId.of("alice", 1));
    }

    /** Makes one value of each patch, and keeps the last. */
    static RGAText each(Patches patches) {
        Author author = author();
        RGAText text = RGAText.empty();
        for (int i = 0; i < patches.size(); i++) {
            text = apply(text, author, patches, i);
        }
        return text;
    }

    /** Makes one value of each patch, and keeps one of {@code every}. */
    static List<RGAText> versions(Patches patches, int every) {
        Author author = author();
        List<RGAText> kept = new ArrayList<>();
        RGAText text = RGAText.empty();
        int left = every;
        for (int i = 0; i < patches.size(); i++) {
            text = apply(text, author, patches, i);
            left--;
            if (left == 0) {
                kept.add(text);
                left = every;
            }
        }
        kept.add(text);
        return kept;
    }

    /** Makes one value of all patches. */
    static RGAText batch(Patches patches) {
        return RGAText.empty().edit(author(), editor -> {
            for (int i = 0; i < patches.size(); i++) {
                editor.replace(patches.at(i), patches.at(i) + patches.deleted(i), patches.inserted(i));
            }
        });
    }

    /** Reads a text from bytes. */
    static String load(byte[] saved) {
        return RGAText.TYPE.decode(saved).text();
    }

    private static RGAText apply(RGAText text, Author author, Patches patches, int i) {
        return apply(text, author, patches.at(i), patches.deleted(i), patches.inserted(i));
    }

    static RGAText apply(RGAText text, Author author, int at, int deleted, String inserted) {
        RGAText changed = deleted == 0 ? text : text.delete(at, at + deleted);
        return inserted.isEmpty() ? changed : changed.insert(author, at, inserted);
    }
}
