/** What happened in a run: events, their hash, and pictures of them for people. */
@NullMarked
@CheckReturnValue
package io.latticework.testkit.sim.trace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
