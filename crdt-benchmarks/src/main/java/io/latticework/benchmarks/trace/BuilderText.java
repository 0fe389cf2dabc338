package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Trace.Patch;
import java.util.List;

/** A {@link StringBuilder}, which neither replicates nor keeps versions: the floor. */
final class BuilderText {
    private BuilderText() {}

    static StringBuilder each(List<Patch> patches) {
        StringBuilder text = new StringBuilder();
        for (Patch patch : patches) {
            if (patch.deleted() > 0) {
                text.delete(patch.at(), patch.at() + patch.deleted());
            }
            text.insert(patch.at(), patch.inserted());
        }
        return text;
    }
}
