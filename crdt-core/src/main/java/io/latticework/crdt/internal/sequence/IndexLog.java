package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Changes of an index that are not made yet, the last first: writing needs no index, so they are made many at once, when
 * there are many or when somebody asks. Shared by versions; immutable.
 *
 * @param id the first id
 * @param length how many ids in a row
 * @param label the label of their leaf, or {@link #KILLED}
 * @param before the changes before this one
 * @param size how many changes there are
 */
record IndexLog(long id, int length, long label, @Nullable IndexLog before, int size) {
    /** In the place of a label: the ids are dead. */
    static final long KILLED = -1;

    /** How many changes wait at most; each keeps 40 bytes. */
    static final int MOST = 1024;

    static IndexLog of(long id, int length, long label, @Nullable IndexLog before) {
        return new IndexLog(id, length, label, before, before == null ? 1 : before.size + 1);
    }

    private static final int FEW = 24;

    /** Returns an index with all changes. */
    IdIndex applyTo(IdIndex index) {
        IndexLog[] changes = new IndexLog[size];
        IndexLog change = this;
        for (int i = size - 1; i >= 0 && change != null; i--) {
            changes[i] = change;
            change = change.before;
        }
        return size <= FEW ? each(changes, index) : together(changes, index);
    }

    private static IdIndex each(IndexLog[] changes, IdIndex index) {
        IdIndex changed = index;
        for (IndexLog change : changes) {
            changed = changed.with(change.id, change.length, change.label);
        }
        return changed;
    }

    private static IdIndex together(IndexLog[] changes, IdIndex index) {
        IndexEditor editor = new IndexEditor(index);
        for (IndexLog each : changes) {
            if (each.label == KILLED) {
                editor.kill(each.id, each.length);
            } else {
                editor.put(each.id, each.length, each.label);
            }
        }
        return editor.index();
    }
}
