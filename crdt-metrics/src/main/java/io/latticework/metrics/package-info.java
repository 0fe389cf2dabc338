/** What a replica counts, as Micrometer meters. */
@NullMarked
@CheckReturnValue
package io.latticework.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
