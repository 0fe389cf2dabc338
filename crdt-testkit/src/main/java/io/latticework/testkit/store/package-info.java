/** What a store must do, and one in memory that can fail as disks and people do. */
@NullMarked
@CheckReturnValue
package io.latticework.testkit.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
