/** Who wrote what and who has seen it: replica ids, dots, version vectors, causal contexts and authors. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.causal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
