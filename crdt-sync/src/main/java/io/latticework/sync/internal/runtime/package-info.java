/** The engine's clock and thread in production. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.internal.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
