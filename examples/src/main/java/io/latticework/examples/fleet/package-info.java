/** A peer that publishes what the machine under it is and does. */
@NullMarked
@CheckReturnValue
package io.latticework.examples.fleet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
