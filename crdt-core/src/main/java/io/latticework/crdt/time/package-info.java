/** Hybrid logical time: stamps that order writes across replicas without trusting any one clock. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
