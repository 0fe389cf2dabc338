/** What a replica needs from outside: time, timers, links to other replicas. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.spi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
