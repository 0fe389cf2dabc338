package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.wire.Shape;

/**
 * A flag in which enabling wins over a concurrent disabling: a disable takes back exactly the enables that it saw.
 *
 * <p><b>Lattice.</b> The dots of enables, and the context of all dots seen; the flag is enabled if any is alive. An enable
 * is in the join if it is on both sides, or on one side and unseen by the other. Bottom is disabled and has seen nothing.
 *
 * <p><b>Inside an {@link ORMap}</b> a disabled flag is nothing: its key is not there.
 *
 * <p><b>Cost</b> for s concurrent enables and r runs in the context: all operations O(s + r).
 *
 * <p><b>Garbage.</b> None. The context keeps 16 bytes for each replica.
 *
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018,
 *     section 7</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class EWFlag extends BuiltIn<Causal, EWFlag> {
    /** The descriptor of such flags in the process's default realm. */
    public static final CrdtType<EWFlag> TYPE = type(Realm.shared());

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
        return kernel().store() != null;
    }

    /** Returns the flag, enabled, also against every disable that did not see this write. */
    public EWFlag enable(Author author) {
        long dot = kernel().mint(author);
        return with(kernel().after(Dots.of(dot), dot));
    }

    /** Returns the flag, disabled; {@code this} if it is. */
    public EWFlag disable(Author author) {
        return isEnabled() ? with(kernel().after(null, kernel().mint(author))) : this;
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
            return json.asBoolean() ? bottom.enable(author) : bottom;
        }

        @Override
        public String toJson(EWFlag state) {
            return Boolean.toString(state.isEnabled());
        }
    }
}
