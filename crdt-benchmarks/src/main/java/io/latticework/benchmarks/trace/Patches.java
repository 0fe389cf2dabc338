package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Trace.Patch;
import java.util.List;

/** Patches side by side, so that reading them costs as little as can be where edits are measured. */
final class Patches {
    private final int[] at;
    private final int[] deleted;
    private final String[] inserted;

    Patches(List<Patch> patches) {
        at = patches.stream().mapToInt(Patch::at).toArray();
        deleted = patches.stream().mapToInt(Patch::deleted).toArray();
        inserted = patches.stream().map(Patch::inserted).toArray(String[]::new);
    }

    int size() {
        return at.length;
    }

    int at(int index) {
        return at[index];
    }

    int deleted(int index) {
        return deleted[index];
    }

    String inserted(int index) {
        return inserted[index];
    }
}
