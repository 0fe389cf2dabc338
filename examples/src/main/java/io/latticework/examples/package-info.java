/** Programs over Latticework, each a subcommand of one jar. */
@NullMarked
@CheckReturnValue
package io.latticework.examples;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
