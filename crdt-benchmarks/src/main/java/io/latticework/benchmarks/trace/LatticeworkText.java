package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Trace.Patch;
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
    static RGAText each(List<Patch> patches) {
        Author author = author();
        RGAText text = RGAText.empty();
        for (Patch patch : patches) {
            text = apply(text, author, patch);
        }
        return text;
    }

    /** Makes one value of each patch, and keeps one of {@code every}. */
    static List<RGAText> versions(List<Patch> patches, int every) {
        Author author = author();
        List<RGAText> kept = new ArrayList<>();
        RGAText text = RGAText.empty();
        int left = every;
        for (Patch patch : patches) {
            text = apply(text, author, patch);
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
    static RGAText batch(List<Patch> patches) {
        return RGAText.empty().edit(author(), editor -> {
            for (Patch patch : patches) {
                editor.replace(patch.at(), patch.at() + patch.deleted(), patch.inserted());
            }
        });
    }

    /** Reads a text from bytes. */
    static String load(byte[] saved) {
        return RGAText.TYPE.decode(saved).text();
    }

    static RGAText apply(RGAText text, Author author, Patch patch) {
        RGAText changed = patch.deleted() == 0 ? text : text.delete(patch.at(), patch.at() + patch.deleted());
        return patch.inserted().isEmpty() ? changed : changed.insert(author, patch.at(), patch.inserted());
    }
}
