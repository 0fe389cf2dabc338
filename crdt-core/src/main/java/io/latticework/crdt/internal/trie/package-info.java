/**
 * The dot trie: one canonical hash trie for everything keyed. Its shape depends on its entries alone, never on history;
 * every node carries the count and the digest of what is below it, so that equal subtrees are skipped without a look
 * inside.
 *
 * @see <a href="https://doi.org/10.1145/2814270.2814312">Steindorfer, Vinju: Optimizing Hash-Array Mapped Tries for Fast
 *     and Lean Immutable JVM Collections, 2015</a>
 * @see <a href="https://hal.science/hal-02303490">Auvolat, Taiani: Merkle Search Trees, 2019</a>
 */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.trie;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
