package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Kernel;

/** The descriptor of a built-in type that has a dotted form, in which its values live inside maps. */
abstract class DottedType<K extends Kernel<K>, S extends BuiltIn<K, S>> extends BuiltInType<K, S> {
    DottedType(String name, Realm realm) {
        super(name, realm);
    }

    /** Returns the kernel of a store inside a map. */
    abstract K nested(Causal causal);

    /** Returns the root value of a kernel that is inside a map. */
    abstract Causal causal(K kernel);
}
