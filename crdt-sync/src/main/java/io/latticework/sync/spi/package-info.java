/** What a replica needs from outside: time, timers, randomness, links to other replicas, a store. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.spi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
