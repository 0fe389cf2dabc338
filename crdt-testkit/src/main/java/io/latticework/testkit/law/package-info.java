/**
 * The laws, one check each, on states that the caller hands in. They need no test engine; {@code
 * io.latticework.testkit.Laws} is the door.
 */
@NullMarked
@CheckReturnValue
package io.latticework.testkit.law;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
