package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import org.junit.jupiter.api.Test;

/** Each dot is counted, and the id of a replica once for each piece. */
class BudgetTest {
    private final Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT);
    private final int ann = realm.index(ReplicaId.of("ann", 1));
    private final int bob = realm.index(ReplicaId.of("bob, of a longer name", 1));

    @Test
    void aReplicaIsCountedOnceInAPiece() {
        Budget budget = new Budget(realm, 1_000);
        budget.useDot(Realm.pack(ann, 1));
        long first = budget.used();
        assertThat(first).isGreaterThan(Budget.DOT_BYTES + "ann".length());
        budget.useDot(Realm.pack(ann, 2));
        assertThat(budget.used()).isEqualTo(first + Budget.DOT_BYTES);
        budget.useDot(Realm.pack(bob, 1));
        assertThat(budget.used()).isEqualTo(2 * first + Budget.DOT_BYTES + ", of a longer name".length());
        budget.reset();
        assertThat(budget.used()).isZero();
        budget.useDot(Realm.pack(ann, 3));
        assertThat(budget.used()).as("the next piece names the replica again").isEqualTo(first);
    }

    @Test
    void aBudgetIsExceededAboveItsLimit() {
        Budget budget = new Budget(realm, 100);
        assertThat(budget.limit()).isEqualTo(100);
        budget.use(100);
        assertThat(budget.exceeded()).isFalse();
        budget.use(1);
        assertThat(budget.exceeded()).isTrue();
        assertThat(budget.used()).isEqualTo(101);
    }

    @Test
    void aPathThatEveryPieceRepeatsIsLeftOut() {
        Budget budget = new Budget(realm, 100);
        budget.use(60);
        assertThat(budget.fresh(30).limit()).isEqualTo(70);
        assertThat(budget.fresh(30).used()).isZero();
        assertThat(budget.fresh(100).limit()).as("one item at least fits").isOne();
    }
}
