/** Ways to decide with whom a replica synchronises, when, and how. */
@NullMarked
@CheckReturnValue
package io.latticework.sync.antientropy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
