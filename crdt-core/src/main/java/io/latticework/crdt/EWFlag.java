package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.register.Siblings;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Written;
import io.latticework.crdt.internal.wire.Shape;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Arrays;

/**
 * A flag in which enabling wins over a concurrent disabling: a disable takes back exactly the enables that it saw.
 *
 * <p><b>Lattice.</b> Writes, on or off, by dot, and the context of all dots seen: an {@link MVRegister} of booleans, enabled
 * if any of its values is on. A write replaces those that it saw. Bottom is disabled and has seen nothing.
 *
 * <p><b>Inside an {@link ORMap}</b> a flag that was disabled stays there, until its key is removed.
 *
 * <p><b>Cost</b> for s concurrent writes and r runs in the context: all operations O(s + r).
 *
 * <p><b>Garbage.</b> None: replaced writes go. The context keeps 16 bytes for each replica.
 *
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018,
 *     section 7</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class EWFlag extends BuiltIn<Causal, EWFlag> {
    /** The descriptor of such flags in the process's default realm. */
    public static final CrdtType<EWFlag> TYPE = type(Realm.shared());

    private static final byte[] ON = {1};
    private static final byte[] OFF = {0};

    private EWFlag(Type type, Causal causal) {
        super(type, causal);
    }

    /** Returns the flag before any write: disabled. */
    public static EWFlag empty() {
        return TYPE.empty();
    }

    /** Returns the descriptor of such flags in a realm. */
    public static CrdtType<EWFlag> type(Realm realm) {
        return new Type(realm);
    }

    /** Tells whether the flag is enabled. */
    public boolean isEnabled() {
        return Siblings.writes(kernel()).stream().anyMatch(write -> Arrays.equals(write.value(), ON));
    }

    /** Returns the flag, enabled, also against every disable that did not see this write. */
    public EWFlag enable(Author author) {
        return with(ON, author);
    }

    /** Returns the flag, disabled, unless somebody enables it at the same time. */
    public EWFlag disable(Author author) {
        return with(OFF, author);
    }

    private EWFlag with(byte[] value, Author author) {
        return with(Siblings.write(kernel(), author, Written.of(kernel().realm(), HybridTimestamp.ZERO, value)));
    }

    private static final class Type extends CausalType<EWFlag> {
        Type(Realm realm) {
            super(Shape.FLAG.kind(), realm);
        }

        @Override
        BuiltInType<Causal, EWFlag> in(Realm target) {
            return target == realm() ? this : new Type(target);
        }

        @Override
        EWFlag value(Causal kernel) {
            return new EWFlag(this, kernel);
        }

        @Override
        EWFlag write(EWFlag bottom, Author author, JsonValue json) {
            return json.asBoolean() ? bottom.enable(author) : bottom.disable(author);
        }

        @Override
        public String toJson(EWFlag state) {
            return Boolean.toString(state.isEnabled());
        }
    }
}
