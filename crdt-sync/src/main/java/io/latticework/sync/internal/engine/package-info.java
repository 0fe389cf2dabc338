/** The replication engine: one thread, no I/O of its own. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.internal.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
