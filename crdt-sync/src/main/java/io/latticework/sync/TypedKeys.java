package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.EWFlag;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.GSet;
import io.latticework.crdt.LWWMap;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.MinRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.RGA;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;

/** The keys of a replica, each opened with its type. */
public abstract sealed class TypedKeys permits Replica {
    TypedKeys() {}

    abstract Replica replica();

    abstract Realm realm();

    abstract List<CrdtType<?>> types();

    abstract <S extends Crdt<S>> KeyAccess<S> access(String key, CrdtType<S> type);

    /** Returns a counter that only grows. */
    public GCounterRef gCounter(String key) {
        return new GCounterRef(replica(), access(key, GCounter.type(realm())));
    }

    /** Returns a counter that goes up and down. */
    public PNCounterRef pnCounter(String key) {
        return new PNCounterRef(replica(), access(key, PNCounter.type(realm())));
    }

    /** Returns a set in which an add wins over a concurrent remove. */
    public <E> ORSetRef<E> orSet(String key, Class<E> elements) {
        return orSet(key, ValueCodec.ofClass(elements));
    }

    /** Returns a set in which an add wins over a concurrent remove. */
    public <E> ORSetRef<E> orSet(String key, ValueCodec<E> elements) {
        return new ORSetRef<>(replica(), access(key, ORSet.type(realm(), elements)));
    }

    /** Returns a set that only grows. */
    public <E> GSetRef<E> gSet(String key, Class<E> elements) {
        return gSet(key, ValueCodec.ofClass(elements));
    }

    /** Returns a set that only grows. */
    public <E> GSetRef<E> gSet(String key, ValueCodec<E> elements) {
        return new GSetRef<>(replica(), access(key, GSet.type(realm(), elements)));
    }

    /** Returns a set in which a remove wins for ever. */
    public <E> TwoPhaseSetRef<E> twoPhaseSet(String key, Class<E> elements) {
        return twoPhaseSet(key, ValueCodec.ofClass(elements));
    }

    /** Returns a set in which a remove wins for ever. */
    public <E> TwoPhaseSetRef<E> twoPhaseSet(String key, ValueCodec<E> elements) {
        return new TwoPhaseSetRef<>(replica(), access(key, TwoPhaseSet.type(realm(), elements)));
    }

    /** Returns a flag in which enabling wins over a concurrent disabling. */
    public FlagRef flag(String key) {
        return new FlagRef(replica(), access(key, EWFlag.type(realm())));
    }

    /** Returns a register in which the last write wins. */
    public <V> LWWRegisterRef<V> lwwRegister(String key, Class<V> values) {
        return lwwRegister(key, ValueCodec.ofClass(values));
    }

    /** Returns a register in which the last write wins. */
    public <V> LWWRegisterRef<V> lwwRegister(String key, ValueCodec<V> values) {
        return new LWWRegisterRef<>(replica(), access(key, LWWRegister.type(realm(), values)));
    }

    /** Returns a register that keeps concurrent values. */
    public <V> MVRegisterRef<V> mvRegister(String key, Class<V> values) {
        return mvRegister(key, ValueCodec.ofClass(values));
    }

    /** Returns a register that keeps concurrent values. */
    public <V> MVRegisterRef<V> mvRegister(String key, ValueCodec<V> values) {
        return new MVRegisterRef<>(replica(), access(key, MVRegister.type(realm(), values)));
    }

    /** Returns a register in which the greatest value wins. */
    public <V extends Comparable<? super V>> MaxRegisterRef<V> maxRegister(String key, Class<V> values) {
        return maxRegister(key, ValueCodec.ofClass(values));
    }

    /** Returns a register in which the greatest value wins. */
    public <V extends Comparable<? super V>> MaxRegisterRef<V> maxRegister(String key, ValueCodec<V> values) {
        return new MaxRegisterRef<>(replica(), access(key, MaxRegister.type(realm(), values)));
    }

    /** Returns a register in which the least value wins. */
    public <V extends Comparable<? super V>> MinRegisterRef<V> minRegister(String key, Class<V> values) {
        return minRegister(key, ValueCodec.ofClass(values));
    }

    /** Returns a register in which the least value wins. */
    public <V extends Comparable<? super V>> MinRegisterRef<V> minRegister(String key, ValueCodec<V> values) {
        return new MinRegisterRef<>(replica(), access(key, MinRegister.type(realm(), values)));
    }

    /** Returns a text that several people edit at once. */
    public RGATextRef text(String key) {
        return new RGATextRef(replica(), access(key, RGAText.type(realm())));
    }

    /** Returns a list that several people edit at once. */
    public <E> RGARef<E> list(String key, Class<E> elements) {
        return list(key, ValueCodec.ofClass(elements));
    }

    /** Returns a list that several people edit at once. */
    public <E> RGARef<E> list(String key, ValueCodec<E> elements) {
        return new RGARef<>(replica(), access(key, RGA.type(realm(), elements)));
    }

    /** Returns a map of plain values in which the last put of a key wins. */
    public <K, V> LWWMapRef<K, V> lwwMap(String key, Class<K> keys, Class<V> values) {
        return lwwMap(key, ValueCodec.ofClass(keys), ValueCodec.ofClass(values));
    }

    /** Returns a map of plain values in which the last put of a key wins. */
    public <K, V> LWWMapRef<K, V> lwwMap(String key, ValueCodec<K> keys, ValueCodec<V> values) {
        return new LWWMapRef<>(replica(), access(key, LWWMap.type(realm(), keys, values)));
    }

    /** Returns a map of CRDTs with text keys. */
    public ORMapRef<String> orMap(String key) {
        return new ORMapRef<>(replica(), access(key, ORMap.type(realm(), ValueCodec.strings(), types())));
    }

    /** Returns a key of any type, a user's own among them. */
    public <S extends Crdt<S>> Ref<S> ref(String key, CrdtType<S> type) {
        return new Ref<>(replica(), access(key, type));
    }
}
