/** What a store holds of a replica, and what comes back from it. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.internal.recovery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
