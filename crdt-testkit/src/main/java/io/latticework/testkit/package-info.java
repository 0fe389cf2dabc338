/** Laws, contracts and generators of reachable states, for the types of this library and for types of your own. */
@NullMarked
@CheckReturnValue
package io.latticework.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
