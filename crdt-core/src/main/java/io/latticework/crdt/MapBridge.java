package io.latticework.crdt;

import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Nest;

/** The engine's way to the kernels of maps. */
final class MapBridge extends Bridge {
    @Override
    public Causal kernel(Object map) {
        return ((ORMap<?>) map).kernel();
    }

    @Override
    @SuppressWarnings("unchecked") // a map with another kernel is a map with the same keys
    public <M> M map(M emptyMap, Causal kernel) {
        return (M) ((ORMap<?>) emptyMap).with(kernel);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the descriptor's values are what the nest takes
    public Nest<Object> nest(Object type) {
        return Nests.of((CrdtType) type);
    }
}
