package io.latticework.testkit;

import io.latticework.crdt.Crdt;

/**
 * A delta or piece that was on its way.
 *
 * @param source the sender's whole state
 * @param part what was sent of it
 * @param receiver the receiver's state before it came
 * @param <S> the states
 */
public record Message<S extends Crdt<S>>(S source, S part, S receiver) {}
