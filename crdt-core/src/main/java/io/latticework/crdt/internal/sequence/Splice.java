package io.latticework.crdt.internal.sequence;

/**
 * A change of a sequence by index: some elements are exchanged for others. Several are applied from left to right, each
 * to what the one before left.
 *
 * @param index where, in the sequence after the change
 * @param deleted how many elements go
 * @param inserted how many come
 */
public record Splice(int index, int deleted, int inserted) {}
