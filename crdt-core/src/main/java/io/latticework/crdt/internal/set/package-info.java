/** What sets are made of: elements with their dots inside maps, elements alone outside, and tombstones as hashes. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.set;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
