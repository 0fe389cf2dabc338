/**
 * Dot stores: what is alive, and at which path, without a context of its own. A root value is a store together with its
 * causal context; see {@link io.latticework.crdt.internal.store.Causal}.
 *
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018,
 *     section 7</a>
 */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
