package io.latticework.crdt;

/**
 * A change of a text by index: some units are exchanged for others.
 *
 * @param index where; edits in a list come from left to right, and each is applied to what the one before left
 * @param deleted how many units go
 * @param inserted what comes
 */
public record TextEdit(int index, int deleted, String inserted) {}
