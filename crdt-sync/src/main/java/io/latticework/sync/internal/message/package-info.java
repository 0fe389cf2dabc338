/** What replicas say to each other, and its bytes. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.internal.message;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
