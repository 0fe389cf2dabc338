/**
 * The oracle: what a value should be, told from the set of events that a replica has seen and from nothing else. It is
 * slow and shares no idea with the implementations, so that both are not wrong in the same way.
 */
@NullMarked
@CheckReturnValue
package io.latticework.testkit.model;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
