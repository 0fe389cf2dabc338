/** A replica that is driven by lines of JSON: the control contract of docs/peer-control.md. */
@NullMarked
@CheckReturnValue
package io.latticework.examples.peer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
