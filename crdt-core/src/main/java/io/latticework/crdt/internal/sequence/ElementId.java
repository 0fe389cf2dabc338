package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;

/**
 * An element's id as it means the same everywhere.
 *
 * @param writer the dot that names the writer
 * @param counter the writer's counter, from 1
 */
public record ElementId(Dot writer, long counter) {
    /** In the place of an index: the element is not here. */
    public static final int UNKNOWN = -1;

    static ElementId at(Core core, int index) {
        Path path = new Path(core.root());
        int offset = path.toUnit(core.root(), index);
        long id = Span.idAt(path.id(), path.meta(), offset);
        Writers writers = core.writers();
        return new ElementId(writers.realm().unpack(writers.dot(Ids.writer(id))), Ids.counter(id));
    }

    int indexIn(Core core, boolean behind) {
        Writers writers = core.writers();
        int replica = writers.realm().indexIfKnown(writer().replica());
        int writer = replica < 0 ? -1 : writers.find(Realm.pack(replica, writer().sequence()));
        if (writer < 0 || counter < 1 || counter > Ids.MAX_COUNTER) {
            return UNKNOWN;
        }
        long id = Ids.pack(counter, writer);
        long label = core.index().label(id);
        if (label <= Block.DROPPED) {
            return UNKNOWN;
        }
        Path path = new Path(core.root());
        int offset = path.toElement(core.root(), label, id);
        return path.unitsBefore(behind ? offset + 1 : offset);
    }
}
