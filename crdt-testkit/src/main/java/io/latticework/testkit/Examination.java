package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Checks groups of laws on the states of one history. The groups come in the order in which a defect is best named. */
final class Examination<S extends Crdt<S>> {
    private static final int OPERANDS = 4;
    private static final int[] PIECE_BYTES = {1, 48, 160, 4096};

    private final CrdtType<S> type;
    private final Promises<S> promises;
    private final Laws<S> laws;
    private final Fleet<S> fleet;
    private final SplittableRandom random;
    private final List<S> operands;

    Examination(CrdtType<S> type, Promises<S> promises, Fleet<S> fleet, long choices) {
        this.type = type;
        this.promises = promises;
        this.laws = Laws.of(type);
        this.fleet = fleet;
        this.random = new SplittableRandom(choices);
        this.operands = chooseOperands();
    }

    /** Chooses some whole states and some deltas and pieces, the last states of the first two replicas among them. */
    private List<S> chooseOperands() {
        List<S> chosen = new ArrayList<>(fleet.states().subList(0, 2));
        List<Version<S>> versions = fleet.versions();
        List<Message<S>> messages = fleet.messages();
        while (chosen.size() < OPERANDS) {
            boolean part = !messages.isEmpty() && random.nextBoolean();
            chosen.add(part ? any(messages).part() : any(versions).state());
        }
        return chosen;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    void valuesStay() {
        List<byte[]> recorded = operands.stream().map(type::canonicalBytes).toList();
        for (S x : operands) {
            S y = any(operands);
            List<S> results = new ArrayList<>(List.of(x.merge(y), y.merge(x), x.deltaFrom(y)));
            x.split(any(List.of(1, 100))).forEach(results::add);
            S copy = type.decode(type.encode(x));
            results.forEach(result -> laws.codec().repeatable(result.merge(copy)));
        }
        for (int i = 0; i < operands.size(); i++) {
            laws.value().unchanged(operands.get(i), recorded.get(i));
        }
        for (Version<S> version : fleet.versions()) {
            laws.value().unchanged(version.state(), version.recordedBytes());
        }
    }

    void codec() {
        for (S x : operands) {
            laws.codec().repeatable(x);
            laws.codec().roundTrip(x);
            laws.codec().canonical(x, any(operands), any(operands));
        }
        for (Message<S> message : someMessages()) {
            laws.codec().travels(message.receiver(), message.part());
            laws.codec().travels(any(operands), message.part());
        }
    }

    private List<Message<S>> someMessages() {
        List<Message<S>> messages = fleet.messages();
        return messages.size() <= OPERANDS ? messages : List.of(any(messages), any(messages), any(messages));
    }

    void equality() {
        laws.equality().pairwise(operands);
    }

    void merge() {
        for (int i = 0; i < OPERANDS; i++) {
            S a = operands.get(i);
            laws.merge().idempotent(a);
            laws.merge().identity(a);
            for (S b : operands.subList(i + 1, OPERANDS)) {
                laws.merge().commutative(a, b);
                laws.merge().associative(a, b, any(operands));
                laws.merge().associative(b, any(operands), a);
            }
            laws.merge().upperBound(a, any(operands));
        }
    }

    void growth() {
        for (Fleet.Change<S> change : fleet.changes()) {
            laws.merge().mutationGrows(change.before(), change.after());
        }
        List<Version<S>> versions = fleet.versions(0);
        S last = versions.get(versions.size() - 1).state();
        laws.merge().nothingNew(last, any(versions).state());
        laws.merge()
                .nothingNew(last, versions.get(Math.max(0, versions.size() - 2)).state());
    }

    void delta() {
        for (S x : operands) {
            for (S base : operands) {
                laws.delta().safe(x, base);
                laws.delta().complete(x, base);
                laws.delta().completeAbove(x, base, any(operands));
            }
            laws.delta().empty(x, any(operands));
        }
        laws.delta().ofDelta(any(operands), any(operands), any(operands));
        for (Message<S> message : someMessages()) {
            laws.merge().nothingNew(message.source(), message.part());
        }
    }

    void split() {
        for (S x : operands) {
            int maxBytes = PIECE_BYTES[random.nextInt(PIECE_BYTES.length)];
            laws.split().safe(x, maxBytes);
            laws.split().complete(x, maxBytes, random);
            laws.split().repeatable(x, maxBytes);
        }
    }

    void bytes() {
        S x = operands.get(0);
        if (promises.refusesCut()) {
            laws.bytes().truncated(x);
        } else {
            laws.bytes().truncatedOrAnother(x);
        }
        laws.bytes().trailing(x, (byte) random.nextInt(256));
        laws.bytes().trailing(x, (byte) 0);
        if (promises.refusesDamaged()) {
            laws.bytes().damaged(x, random);
        }
        for (int i = 0; i < OPERANDS; i++) {
            laws.bytes().arbitrary(strangeBytes());
        }
    }

    /** Some bytes at random, or the bytes of a state with some of them overwritten. */
    private byte[] strangeBytes() {
        byte[] bytes = random.nextBoolean() ? new byte[random.nextInt(40)] : type.encode(any(operands));
        byte[] strange = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(2)));
        for (int i = random.nextInt(strange.length); i < strange.length; i += 1 + random.nextInt(strange.length)) {
            strange[i] = (byte) random.nextInt(256);
        }
        return strange;
    }

    /** The laws of a type's own deltas and pieces, as far as it promises to have some. */
    void size() {
        if (promises.largestItemBytes() == 0) {
            return;
        }
        for (S x : operands) {
            laws.delta().small(x, any(operands));
            laws.split().bounded(x, any(List.of(1, 48, 160)), promises.largestItemBytes());
        }
        List<Fleet.Change<S>> changes = fleet.changes();
        for (Fleet.Change<S> change : changes.subList(Math.max(0, changes.size() - OPERANDS), changes.size())) {
            laws.delta().small(change.after(), change.before());
        }
    }
}
