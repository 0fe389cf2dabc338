package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Payload;

/**
 * Says that an element is in a plain set. Where no dot tells two elements apart, the digest takes half of the content hash
 * beside the hash that places the element.
 *
 * @param check the upper half of the element's content hash
 */
record Member(long check) implements Payload {
    static Entry entry(Realm realm, byte[] element) {
        Member member = new Member(realm.digest(element).high());
        return Entry.of(Elements.PLAIN.hash(realm, element), element, member);
    }

    @Override
    public long dots() {
        return 1;
    }

    @Override
    public long laneA(Realm realm, long path, long dot) {
        return realm.laneA(path, check, 0);
    }

    @Override
    public long laneB(Realm realm, long path, long dot) {
        return realm.laneB(path, check, 0);
    }
}
