package io.latticework.benchmarks.trace;

/** A {@link StringBuilder}, which neither replicates nor keeps versions: the floor. */
final class BuilderText {
    private BuilderText() {}

    static StringBuilder each(Patches patches) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < patches.size(); i++) {
            if (patches.deleted(i) > 0) {
                text.delete(patches.at(i), patches.at(i) + patches.deleted(i));
            }
            text.insert(patches.at(i), patches.inserted(i));
        }
        return text;
    }
}
