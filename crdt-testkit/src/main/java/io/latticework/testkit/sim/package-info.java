/**
 * A cluster of real replicas in virtual time: one thread, seeded faults, and every message as bytes. A seed gives the same
 * run on every machine.
 */
@NullMarked
@CheckReturnValue
package io.latticework.testkit.sim;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
