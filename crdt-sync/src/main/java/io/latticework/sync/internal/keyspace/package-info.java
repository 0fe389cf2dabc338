/** The one map that a replica replicates, and the cells that local writes go to. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.internal.keyspace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
