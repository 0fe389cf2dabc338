/**
 * Notes that several terminals edit at once, line by line.
 */
@NullMarked
package io.latticework.examples.notes;

import org.jspecify.annotations.NullMarked;
