/** Moves the frames of replicas over TCP: each with its length and a checksum, over links with bounds on all that waits. */
@NullMarked
@CheckReturnValue
package io.latticework.transport.netty;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
