/** Three replicas in processes of their own, a partition and a crash, and what came of it. */
@NullMarked
@CheckReturnValue
package io.latticework.examples.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
